package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.fulfilment.CommandIssuer.Issue;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.leadership.LostLeadershipException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what operators ask for, as the only writer of the instances. A request is done when its outcome is stored; one
 * that a crash interrupts is taken up again, and its commands' ids see to it that nothing happens twice. One thread
 * uses it.
 */
final class OperatorActions {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorActions.class);
    private static final int REQUESTS_PER_LOOK_MAX = 100;
    private static final int STREAM_EVENTS_MAX = 1_000;
    private static final String REASON = "an operator undoes what could not be finished";

    private final OperatorRequests requests;
    private final MissedEvents missed;
    private final Instances instances;
    private final BatchReactor reactor;
    private final CommandIssuer issuer;
    private final EventStore log;
    private final ReactionSpan spans;
    private final long intervalNanos;
    private final Clock clock;
    /** Those that were taken and are not stored, each with its refusal. */
    private final Map<OperatorRequest, Optional<String>> taken = new LinkedHashMap<>();
    private long lookAt = System.nanoTime();
    private Runnable beat = () -> {
    };

    OperatorActions(OperatorRequests requests, MissedEvents missed, Instances instances, BatchReactor reactor,
            CommandIssuer issuer, EventStore log, ReactionSpan spans, Duration interval, Clock clock) {
        this.requests = requests;
        this.missed = missed;
        this.instances = instances;
        this.reactor = reactor;
        this.issuer = issuer;
        this.log = log;
        this.spans = spans;
        this.intervalNanos = interval.toNanos();
        this.clock = clock;
    }

    /**
     * Looks for requests, if it is time, and does them.
     *
     * @param position up to which the log has been reacted to
     */
    void act(long position) throws InterruptedException {
        if (System.nanoTime() - lookAt < 0) {
            return;
        }
        for (OperatorRequest request : requests.open(REQUESTS_PER_LOOK_MAX)) {
            instances.load(List.of(request.order()));
            taken.put(request, Optional.ofNullable(act(request, instances.find(request.order()), position)));
        }
        lookAt = System.nanoTime() + intervalNanos;
    }

    /** Why it was not done; null when it was. One that fails leaves the instance as it was and stops no other. */
    private @Nullable String act(OperatorRequest request, @Nullable Fulfilment state, long position)
            throws InterruptedException {
        if (state == null) {
            return "nobody looks after order " + request.order();
        }
        Optional<String> refusal = request.action().refusal(state.step());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return request.action() == OperatorAction.COMPENSATE
                    ? compensate(request, state, position)
                    : resume(state, position);
        } catch (StoreUnavailableException | StoreOverloadedException | LostLeadershipException notNow) {
            throw notNow;
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("an operator's request for order {} failed", request.order());
            instances.put(state);
            return "it failed: " + failure.getMessage();
        }
    }

    private @Nullable String resume(Fulfilment state, long position) throws InterruptedException {
        OrderId order = state.orderId();
        List<RecordedEvent> events = missed.of(order, resumesAfter(state), position, beat);
        instances.put(state.resumed(now()));
        if (!events.isEmpty()) {
            reactor.react(Batch.of(state.trail().lastPosition(), events, (_, _) -> {
            }));
        }
        Fulfilment after = instances.find(order);
        return after != null && after.step() == Step.FAILED
                ? "it failed again: " + after.trail().error()
                : null;
    }

    /** The beginning of the order's own stream for one that never began. */
    private long resumesAfter(Fulfilment state) {
        long last = state.trail().lastPosition();
        return last > 0
                ? last
                : stream(state.orderId()).stream().mapToLong(RecordedEvent::position).min().orElse(1) - 1;
    }

    private @Nullable String compensate(OperatorRequest request, Fulfilment state, long position)
            throws InterruptedException {
        Fulfilment woken = state.step() == Step.FAILED || state.step() == Step.COMPENSATION_FAILED
                ? state.resumed(now()).reactedTo(position)
                : state;
        List<RecordedEvent> stream = stream(state.orderId());
        String last = stream.isEmpty() ? "" : stream.getLast().type();
        if (!last.equals("CancellationRequested") && !last.equals("OrderCancelled") && !last.equals("OrderRejected")) {
            String refusal = issue(request, woken,
                    List.of(new CancelOrder(state.orderId(), REASON, now())));
            if (refusal != null) {
                return refusal;
            }
        }
        Reaction undoing = OrderFulfilment.undo(woken, last, now());
        instances.put(undoing.state());
        return undoing.commands().isEmpty() ? null : issue(request, undoing.state(), undoing.commands());
    }

    private @Nullable String issue(OperatorRequest request, Fulfilment state,
            List<? extends DomainCommand> commands) throws InterruptedException {
        String[] refusal = new String[1];
        issuer.issue(List.of(new Issue(state.orderId(), List.copyOf(commands), "operator-" + request.id(),
                spans.continueOf(state, now()), _ -> {
                }, failure -> refusal[0] = String.valueOf(failure.getMessage()))));
        return refusal[0];
    }

    private List<RecordedEvent> stream(OrderId order) {
        return log.readStream(StreamName.of(order).toString(), 1, STREAM_EVENTS_MAX);
    }

    /** What is to be stored with the instances. */
    List<OperatorRequests.Done> done() {
        return taken.entrySet()
            .stream()
            .map(it -> new OperatorRequests.Done(it.getKey().id(), it.getValue().orElse(null)))
            .toList();
    }

    /** What was done is durable. */
    void stored() {
        taken.forEach((request, refusal) -> {
            LOG.info("an operator's {} of order {}: {}", request.action(), request.order(),
                    refusal.map(it -> "refused, " + it).orElse("done"));
        });
        taken.clear();
    }

    boolean hasTaken() {
        return !taken.isEmpty();
    }

    /** @param moving tells that the leader moves, while something takes long */
    void begin(Runnable moving) {
        beat = moving;
        taken.clear();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
