package io.orderflow.command.seed;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.Refusal;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.seed.SeedPlan.OrderPlan;
import io.orderflow.contract.EventType;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Dispatches the commands of an import, some at a time, and repeats what the database had no answer for. */
final class SeedCommands {
    static final String ACTOR = "import";
    private static final int COMMANDS_MAX = 24;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** History has a trace, but nobody looks at its spans: they would be more than those of a day's orders. */
    private static final Span UNSAMPLED = Span.wrap(SpanContext.create(
            TraceId.fromLongs(new SecureRandom().nextLong(), 1), SpanId.fromLong(1), TraceFlags.getDefault(),
            TraceState.getDefault()));

    private final CommandDispatcher dispatcher;
    private final SeedProgress progress;
    private final Semaphore free = new Semaphore(COMMANDS_MAX);

    SeedCommands(CommandDispatcher dispatcher, SeedProgress progress) {
        this.dispatcher = dispatcher;
        this.progress = progress;
    }

    /** Only as the first event of its stream, so that no repetition receives twice. */
    void receive(UUID commandId, ReceiveStock receipt) throws InterruptedException {
        String id = commandId.toString();
        CommandContext any = CommandContext.of(commandId, ACTOR, id, id)
            .asImport(EventType.ORDER_PLACED.schemaVersion());
        dispatch(receipt, new CommandContext(any.commandId(), any.actor(), any.correlationId(), any.causationId(),
                any.imported(), any.orderPlacedSchemaVersion(), any.requestHash(), any.replyWriter(),
                RequiredVersion.at(0), any.request()));
    }

    void issue(UUID commandId, DomainCommand command, OrderPlan order) throws InterruptedException {
        dispatch(command, CommandContext.of(commandId, ACTOR, order.orderId().value(), commandId.toString())
            .asImport(order.schemaVersion()));
    }

    private void dispatch(DomainCommand command, CommandContext context) throws InterruptedException {
        free.acquire();
        try {
            while (!isDone(command, context)) {
                Thread.sleep(PAUSE);
            }
        } finally {
            free.release();
        }
        progress.oneDone();
    }

    private boolean isDone(DomainCommand command, CommandContext context) {
        CommandResult result;
        try (Scope _ = UNSAMPLED.makeCurrent()) {
            result = dispatcher.dispatch(command, context);
        } catch (StoreUnavailableException | StoreOverloadedException away) {
            return false;
        }
        return switch (result) {
            case CommandResult.Accepted _ -> true;
            case CommandResult.Replayed _ -> true;
            case CommandResult.Contended _ -> false;
            case CommandResult.VersionMismatch _ -> true;
            case CommandResult.NotFound missing -> throw new IllegalStateException(
                    command.type() + " found no " + missing.stream());
            case CommandResult.Rejected rejected -> requireDoneBefore(command, rejected.refusal());
        };
    }

    /** An order that has moved past the command was imported by an interrupted run. */
    private static boolean requireDoneBefore(DomainCommand command, Refusal refusal) {
        return switch (refusal) {
            case Refusal.AlreadyPlaced _ -> true;
            case Refusal.IllegalTransition _ -> true;
            case Refusal.IllegalPaymentTransition _ -> true;
            default -> throw new IllegalStateException(
                    command.type() + " to " + command.stream() + " was refused: " + refusal);
        };
    }
}
