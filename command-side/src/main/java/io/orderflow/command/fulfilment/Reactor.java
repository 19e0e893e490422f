package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.observability.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reacts to the events of one order: dispatches the commands, then gives the new state to be stored. A reaction that
 * cannot be done stops its order alone.
 */
final class Reactor {
    private static final int TRIES_MAX = 3;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);

    private final CommandIssuer issuer;
    private final LostInstances lost;
    private final ReactionSpan span;
    private final Clock clock;

    Reactor(CommandIssuer issuer, LostInstances lost, ReactionSpan span, Clock clock) {
        this.issuer = issuer;
        this.lost = lost;
        this.span = span;
        this.clock = clock;
    }

    /**
     * @param stored the state so far; null when there is none
     * @param events of this order, in the log's order
     * @return the state to store; empty when nothing changed
     * @throws InterruptedException when the process stops: the events are to be reacted to again
     */
    Optional<Fulfilment> react(OrderId order, @Nullable Fulfilment stored, List<LoggedEvent> events)
            throws InterruptedException {
        Fulfilment state = stored;
        for (LoggedEvent event : events) {
            state = reactOrFail(order, state, event);
        }
        return state == null || state.equals(stored) ? Optional.empty() : Optional.of(state);
    }

    private @Nullable Fulfilment reactOrFail(OrderId order, @Nullable Fulfilment before, LoggedEvent event)
            throws InterruptedException {
        for (int tries = 1;; tries++) {
            try {
                return span.reactTo(event, now(), () -> react(order, before, event));
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception failure) {
                if (LostInstances.isDatabaseAway(failure)) {
                    LOG.warn("order {} waits for the store: {}", order, failure.getMessage());
                    tries = 0;
                } else if (tries >= TRIES_MAX || failure instanceof PoisonException) {
                    return stopped(order, before, event, failure);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private @Nullable Fulfilment react(OrderId order, @Nullable Fulfilment before, LoggedEvent logged)
            throws InterruptedException {
        DomainEvent event = logged.event();
        if (event == null) {
            throw new PoisonException(logged.error());
        }
        Fact fact = logged.fact(event);
        if (before == null && event instanceof OrderPlaced placed) {
            return carryOut(OrderFulfilment.begin(placed, fact, now()), fact);
        }
        Fulfilment known = before != null ? before : lost.recover(order, fact, now()).orElse(null);
        return known == null ? null : carryOut(OrderFulfilment.react(known, fact, now()), fact);
    }

    private Fulfilment carryOut(Reaction reaction, Fact fact) throws InterruptedException {
        Fulfilment state = reaction.state();
        if (state.trail().lastPosition() < fact.position()) {
            return state;
        }
        for (DomainCommand command : reaction.commands()) {
            issuer.issue(command, state.orderId(), fact.eventId());
        }
        TraceContext here = TraceContext.current();
        Fulfilment.Trail trail = state.trail();
        return state.with(new Fulfilment.Trail(trail.causationId(), here.traceparent(), here.tracestate(),
                trail.lastPosition(), trail.failedStep(), trail.error()));
    }

    private Fulfilment stopped(OrderId order, @Nullable Fulfilment before, LoggedEvent event,
            Exception failure) {
        LOG.error("the fulfilment of order {} has stopped at event {} of position {}", order,
                event.recorded().eventId(), event.recorded().position(), failure);
        if (before == null) {
            return Fulfilment.unbegun(order, event.event(), event.recorded().eventId().toString(), now())
                .failed(Step.FAILED, String.valueOf(failure.getMessage()), now());
        }
        boolean undoing = switch (before.step()) {
            case REJECTING, CANCELLING, COMPENSATION_FAILED -> true;
            default -> false;
        };
        return before.failed(undoing ? Step.COMPENSATION_FAILED : Step.FAILED, String.valueOf(failure.getMessage()),
                now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
