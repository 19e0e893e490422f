package io.orderflow.command.aggregate;

import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.dispatch.Aggregates;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.axon.CommandScope;
import io.orderflow.eventstore.axon.DuplicateCommandException;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/**
 * Commands go through Axon's bus to their aggregate, on the caller's thread. Axon's lock lets commands for one
 * aggregate wait for each other in this process; other processes are met as conflicts.
 */
@Component
final class AxonAggregates implements Aggregates {
    private final CommandBus bus;
    private final EventStore store;
    private final AggregateCache cache;
    private final Tracer tracer;

    AxonAggregates(CommandBus bus, EventStore store, AggregateCache cache, Tracer tracer) {
        this.bus = bus;
        this.store = store;
        this.cache = cache;
        this.tracer = tracer;
    }

    @Override
    public Attempt attempt(DomainCommand command, RequiredVersion required, CommandScope scope) {
        Attempt attempt = dispatchOnce(command, required, scope);
        if (isOfAnOldState(attempt, command, scope)) {
            cache.remove(command.stream().toString());
            return dispatchOnce(command, required, scope);
        }
        return attempt;
    }

    /** What appends nothing is not checked by the store: another process may have gone on since the cache learnt it. */
    private boolean isOfAnOldState(Attempt attempt, DomainCommand command, CommandScope scope) {
        if (scope.wasRead() || scope.appended().isPresent()) {
            return false;
        }
        return switch (attempt) {
            case Attempt.Decided(var _, long version) -> version != store.streamVersion(command.stream().toString());
            case Attempt.WrongVersion(long version) -> version != store.streamVersion(command.stream().toString());
            case Attempt.Conflict _,Attempt.Repeated _ -> false;
        };
    }

    private Attempt dispatchOnce(DomainCommand command, RequiredVersion required, CommandScope scope) {
        String aggregateType = command.stream().kind().aggregateType();
        try (var load = new LoadSpan(tracer, aggregateType)) {
            CommandResultMessage<?> result = ScopedValue.where(CommandScope.CURRENT, scope)
                .where(LoadSpan.CURRENT, load)
                .call(() -> dispatch(message(command, aggregateType, required)));
            return result.isExceptional()
                    ? failed(result.exceptionResult())
                    : (Attempt) result.getPayload();
        }
    }

    private CommandResultMessage<?> dispatch(CommandMessage<DomainCommand> message) {
        var callback = new FutureCallback<DomainCommand, Object>();
        bus.dispatch(message, callback);
        return callback.getResult();
    }

    private static CommandMessage<DomainCommand> message(DomainCommand command, String aggregateType,
            RequiredVersion required) {
        Map<String, ?> metadata = switch (required) {
            case RequiredVersion.AnyVersion _ -> Map.of();
            case RequiredVersion.OneOf(var versions) -> Map.of(Deciding.REQUIRED_VERSIONS, versions);
        };
        return new GenericCommandMessage<>(new GenericMessage<>(command, metadata), aggregateType);
    }

    private static Attempt failed(Throwable failure) {
        return switch (failure) {
            case DuplicateCommandException repeated -> new Attempt.Repeated(repeated.outcome());
            case ConcurrencyException _,AggregateStreamCreationException _ -> new Attempt.Conflict();
            case RuntimeException other -> throw other;
            case Error error -> throw error;
            default -> throw new IllegalStateException("the command failed", failure);
        };
    }
}
