package io.orderflow.command.dispatch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.Decision;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand;
import io.orderflow.command.domain.Refusal;
import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.Deadline;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.axon.CommandScope;
import io.orderflow.observability.SpanAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tries a command until it is decided without a conflict. */
final class RetryingDispatcher implements CommandDispatcher {
    static final int ATTEMPTS_MAX = 8;

    private final Aggregates aggregates;
    private final EventStore store;
    private final Backoff backoff;
    private final Clock clock;

    RetryingDispatcher(Aggregates aggregates, EventStore store, Backoff backoff, Clock clock) {
        this.aggregates = aggregates;
        this.store = store;
        this.backoff = backoff;
        this.clock = clock;
    }

    @Override
    public CommandResult dispatch(DomainCommand command, CommandContext context) {
        EventMetadata metadata = metadata(command, context, clock.instant());
        for (int attempt = 1;; attempt++) {
            var scope = new CommandScope(context.commandId(), context.requestHash(), context.replyWriter(), metadata,
                    context.orderPlacedSchemaVersion());
            if (attempt == 1 && command instanceof OrderCommand.PlaceOrder) {
                scope.assumeNew();
            }
            Attempt outcome = aggregates.attempt(command, context.requiredVersion(), scope);
            if (!(outcome instanceof Attempt.Conflict)) {
                return result(command, context, outcome, scope.appended());
            }
            Span.current().setAttribute(SpanAttributes.CQRS_RETRY_COUNT, (long) attempt);
            if (context.requiredVersion() instanceof RequiredVersion.OneOf) {
                return orReplayed(context, mismatch(command));
            }
            if (attempt == ATTEMPTS_MAX || Deadline.current().hasPassed() || !backoff.pause(attempt)) {
                return new CommandResult.Contended(command.stream(), attempt);
            }
        }
    }

    private CommandResult result(DomainCommand command, CommandContext context, Attempt attempt,
            Optional<AppendResult.Appended> appended) {
        return switch (attempt) {
            case Attempt.Decided(Decision.Accepted accepted, _) when appended.isPresent() ->
                new CommandResult.Accepted(command.stream(), appended.get().lastVersion(),
                        appended.get().lastPosition(), accepted.events());
            case Attempt.Decided(Decision.Accepted accepted, long version) -> orReplayed(context,
                    new CommandResult.Accepted(command.stream(), version, 0, accepted.events()));
            case Attempt.Decided(Decision.Rejected(Refusal.Unknown _), _) ->
                new CommandResult.NotFound(command.stream());
            case Attempt.Decided(Decision.Rejected(Refusal refusal), _) ->
                orReplayed(context, new CommandResult.Rejected(refusal));
            case Attempt.WrongVersion(long currentVersion) -> orReplayed(context,
                    new CommandResult.VersionMismatch(command.stream(), currentVersion));
            case Attempt.Repeated(var outcome) -> new CommandResult.Replayed(outcome);
            case Attempt.Conflict _ -> throw new IllegalStateException("a conflict is tried again");
        };
    }

    private CommandResult mismatch(DomainCommand command) {
        return new CommandResult.VersionMismatch(command.stream(), store.streamVersion(command.stream().toString()));
    }

    /** A repeated command meets the state that it made itself: its stored outcome counts, not what it would do now. */
    private CommandResult orReplayed(CommandContext context, CommandResult otherwise) {
        return store.findOutcome(context.commandId())
            .<CommandResult>map(CommandResult.Replayed::new)
            .orElse(otherwise);
    }

    private static EventMetadata metadata(DomainCommand command, CommandContext context, Instant now) {
        SpanContext span = Span.current().getSpanContext();
        CommandContext.RequestInfo request = context.request();
        return new EventMetadata(context.actor(), context.commandId().toString(), command.type(),
                context.correlationId(), context.causationId(), null, null, null, context.imported() ? true : null,
                request == null ? null : request.line(), request == null ? null : request.requestedAt(),
                request == null ? null : request.spanId(), now, span.isValid() ? span.getSpanId() : null);
    }
}
