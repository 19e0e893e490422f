package io.orderflow.command.fulfilment;

import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.Refusal;
import io.orderflow.contract.OrderId;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatches the process's commands until each has an outcome: while the database is away it waits for it. */
final class CommandIssuer {
    /** The aggregate refused for a reason that the process did not reckon with: a defect. */
    static final class UnexpectedRefusalException extends RuntimeException {
        UnexpectedRefusalException(DomainCommand command, Refusal refusal) {
            super(command.type() + " to " + command.stream() + " was refused: " + refusal);
        }
    }

    static final String ACTOR = "order-fulfilment";
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(CommandIssuer.class);

    private final CommandDispatcher dispatcher;

    CommandIssuer(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Blocks until the outcome is durable.
     *
     * @return false when the aggregate refused because somebody else was faster: the log has or will have an event that
     *         says so
     * @throws UnexpectedRefusalException for any other refusal
     * @throws InterruptedException when the process stops: the outcome is open
     */
    boolean issue(DomainCommand command, OrderId order, String causationId) throws InterruptedException {
        CommandContext context = CommandContext.of(CommandIds.of(causationId, command), ACTOR, order.value(),
                causationId);
        for (Duration pause = PAUSE_MIN;; pause = longer(pause)) {
            try {
                CommandResult result = dispatcher.dispatch(command, context);
                if (!(result instanceof CommandResult.Contended)) {
                    return isAccepted(command, result);
                }
            } catch (StoreUnavailableException | StoreOverloadedException failure) {
                LOG.warn("{} to {} waits for the store: {}", command.type(), command.stream(), failure.getMessage());
            }
            Thread.sleep(jitter(pause));
        }
    }

    private static boolean isAccepted(DomainCommand command, CommandResult result) {
        return switch (result) {
            case CommandResult.Accepted _ -> true;
            case CommandResult.Replayed _ -> true;
            case CommandResult.NotFound _ -> false;
            case CommandResult.Rejected it -> refused(command, it.refusal());
            case CommandResult.VersionMismatch it -> throw new IllegalStateException("no version was asked for: " + it);
            case CommandResult.Contended it -> throw new IllegalStateException("is repeated: " + it);
        };
    }

    private static boolean refused(DomainCommand command, Refusal refusal) {
        return switch (refusal) {
            case Refusal.IllegalTransition _ -> false;
            case Refusal.IllegalPaymentTransition _ -> false;
            case Refusal.NotYetExpired _ -> false;
            case Refusal.Unknown _ -> false;
            default -> throw new UnexpectedRefusalException(command, refusal);
        };
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    }

    private static Duration jitter(Duration pause) {
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(50, 151)).dividedBy(100);
    }
}
