package io.orderflow.command.fulfilment;

import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The process board: where each order's fulfilment stands. */
@RestController
class FulfilmentController {
    static final int LIMIT_MAX = 500;
    private static final String STUCK = "stuck";

    /** One instance, without personal data. */
    record View(
            String orderId,
            String customerId,
            Step step,
            Instant since,
            PaymentStage payment,
            int attempts,
            List<Fulfilment.Line> lines,
            int reservedLines,
            Money total,
            @Nullable Instant reservedUntil,
            @Nullable Instant dueAt,
            String causationId,
            @Nullable String traceparent,
            long lastPosition,
            @Nullable Step failedStep,
            @Nullable String error) {
        static View of(Fulfilment it) {
            Fulfilment.Plan plan = it.plan();
            Fulfilment.Progress progress = it.progress();
            Fulfilment.Trail trail = it.trail();
            return new View(plan.orderId().value(), plan.customerId().value(), progress.step(), progress.since(),
                    progress.payment(), progress.attempts(), plan.lines(), progress.reserved(), plan.total(),
                    progress.reservedUntil(), progress.dueAt(), trail.causationId(), trail.traceparent(),
                    trail.lastPosition(), trail.failedStep(), trail.error());
        }
    }

    /**
     * A part of the board.
     *
     * @param items at most as many as asked for
     */
    record Page(List<View> items) {}

    /**
     * What came of a request.
     *
     * @param outcome {@code done}, or what it waits for
     */
    record Requested(UUID requestId, String outcome, View fulfilment) {}

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration WAIT_LOOK = Duration.ofMillis(50);

    private final FulfilmentBoard board;
    private final OperatorRequests requests;
    private final Clock clock;

    FulfilmentController(FulfilmentBoard board, OperatorRequests requests, Clock clock) {
        this.board = board;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * @param state a step's name in any case, {@code stuck}, or nothing for those that were changed last
     */
    @GetMapping("/admin/v1/fulfilments")
    Page list(@RequestParam(required = false) @Nullable String state, @RequestParam(defaultValue = "100") int limit) {
        int instancesMax = Math.clamp(limit, 1, LIMIT_MAX);
        return new Page(select(state, instancesMax).stream().map(View::of).toList());
    }

    @GetMapping("/admin/v1/fulfilments/{id}")
    View one(@PathVariable String id) {
        return board.find(orderId(id))
            .map(View::of)
            .orElseThrow(() -> ApiProblem.notFound("nobody looks after order " + id));
    }

    /**
     * Leaves the request for the leader and waits for what comes of it.
     *
     * @param action {@code resume}, {@code retry} or {@code compensate}
     * @return 200 with the instance as it is then; 202 when nobody has done it yet, which it will be once a process
     *         leads; 409 when it makes no sense for the instance
     */
    @PostMapping("/admin/v1/fulfilments/{id}/{action}")
    ResponseEntity<Requested> act(@PathVariable String id, @PathVariable String action) throws InterruptedException {
        OperatorAction known = action(action);
        one(id);
        OperatorRequest request = new OperatorRequest(UUID.randomUUID(), orderId(id), known);
        requests.add(request);
        Optional<OperatorRequests.Outcome> outcome = await(request);
        if (outcome.isEmpty()) {
            return ResponseEntity.accepted().body(new Requested(request.id(), "waiting for a leader", one(id)));
        }
        String refusal = outcome.get().refusal();
        if (refusal != null) {
            throw ApiProblem.of(ProblemType.ILLEGAL_TRANSITION, refusal);
        }
        return ResponseEntity.ok(new Requested(request.id(), "done", one(id)));
    }

    private Optional<OperatorRequests.Outcome> await(OperatorRequest request) throws InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        Optional<OperatorRequests.Outcome> outcome = requests.outcome(request.id());
        while (outcome.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(WAIT_LOOK);
            outcome = requests.outcome(request.id());
        }
        return outcome;
    }

    private static OperatorAction action(String action) {
        try {
            return OperatorAction.valueOf(action.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("an operator can resume, retry or compensate, not " + action);
        }
    }

    private List<Fulfilment> select(@Nullable String state, int instancesMax) {
        if (state == null || state.isBlank()) {
            return board.latest(instancesMax);
        }
        return STUCK.equalsIgnoreCase(state)
                ? board.stuck(clock.instant(), instancesMax)
                : board.in(step(state), instancesMax);
    }

    private static Step step(String state) {
        try {
            return Step.valueOf(state.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException _) {
            throw ApiProblem.invalid(InvalidValue.parameter("state", "is stuck or one of " + List.of(Step.values())));
        }
    }

    private static OrderId orderId(String id) {
        try {
            return new OrderId(id);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("no order has an id of this form");
        }
    }
}
