package io.orderflow.command.fulfilment;

import io.orderflow.command.fulfilment.CommandIssuer.Issue;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.observability.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reacts to the events of a batch: each order in the log's order, the commands of all orders together. An order's next
 * event is looked at when the commands that its former one caused have their outcomes. A reaction that cannot be done
 * stops its order alone.
 */
final class BatchReactor {
    private static final Logger LOG = LoggerFactory.getLogger(BatchReactor.class);

    private final Instances instances;
    private final CommandIssuer issuer;
    private final LostInstances lost;
    private final ReactionSpan spans;
    private final Clock clock;

    BatchReactor(Instances instances, CommandIssuer issuer, LostInstances lost, ReactionSpan spans, Clock clock) {
        this.instances = instances;
        this.issuer = issuer;
        this.lost = lost;
        this.spans = spans;
        this.clock = clock;
    }

    /**
     * Blocks until every command's outcome is durable; the instances are changed in memory.
     *
     * @throws InterruptedException when the process stops: the events are to be reacted to again
     */
    void react(Batch batch) throws InterruptedException {
        instances.load(batch.byOrder()
            .entrySet()
            .stream()
            .filter(it -> !(it.getValue().getFirst().event() instanceof OrderPlaced))
            .map(Map.Entry::getKey)
            .toList());
        List<Deque<LoggedEvent>> open = new ArrayList<>();
        batch.byOrder().values().forEach(events -> open.add(new ArrayDeque<>(events)));
        while (!open.isEmpty()) {
            List<Issue> issues = new ArrayList<>();
            open.forEach(events -> reactUntilCommands(events, issues));
            issuer.issue(issues);
            open.removeIf(Deque::isEmpty);
        }
    }

    private void reactUntilCommands(Deque<LoggedEvent> events, List<Issue> issues) {
        int before = issues.size();
        while (!events.isEmpty() && issues.size() == before) {
            react(events.removeFirst(), issues);
        }
    }

    private void react(LoggedEvent event, List<Issue> issues) {
        OrderId order = event.orderId();
        Fulfilment before = instances.find(order);
        ReactionSpan.Reacting reacting = spans.reactTo(event, now());
        try {
            Reaction reaction = reaction(event, before);
            if (reaction == null || reaction.state().trail().lastPosition() < event.recorded().position()) {
                reacting.end();
                return;
            }
            instances.put(inTrace(reaction.state(), reacting.trace()));
            if (reaction.commands().isEmpty()) {
                reacting.end();
            } else {
                issues.add(new Issue(order, reaction.commands(), event.recorded().eventId().toString(), reacting,
                        _ -> {
                        }, failure -> stop(before, event, failure)));
            }
        } catch (RuntimeException failure) {
            reacting.failed(failure);
            reacting.end();
            if (LostInstances.isDatabaseAway(failure)) {
                throw failure;
            }
            stop(before, event, failure);
        }
    }

    /** Null when nobody looks after the order. */
    private @Nullable Reaction reaction(LoggedEvent logged, @Nullable Fulfilment before) {
        DomainEvent event = logged.event();
        if (event == null) {
            throw new PoisonException(logged.error());
        }
        Fact fact = logged.fact(event);
        if (before == null && event instanceof OrderPlaced placed) {
            return OrderFulfilment.begin(placed, fact, now());
        }
        Fulfilment known = before != null
                ? before
                : lost.recover(logged.orderId(), fact, now()).orElse(null);
        return known == null ? null : OrderFulfilment.react(known, fact, now());
    }

    private static Fulfilment inTrace(Fulfilment state, TraceContext here) {
        Fulfilment.Trail trail = state.trail();
        return state.with(new Fulfilment.Trail(trail.causationId(), here.traceparent(), here.tracestate(),
                trail.lastPosition(), trail.failedStep(), trail.error()));
    }

    private void stop(@Nullable Fulfilment before, LoggedEvent event, Exception failure) {
        LOG.error("the fulfilment of order {} has stopped at event {} of position {}", event.orderId(),
                event.recorded().eventId(), event.recorded().position(), failure);
        String error = String.valueOf(failure.getMessage());
        instances.put(before == null
                ? Fulfilment.unbegun(event.orderId(), event.event(), event.recorded().eventId().toString(), now())
                    .failed(Step.FAILED, error, now())
                : before.stopped(error, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
