package io.orderflow.command.aggregate;

import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.Decision;
import io.orderflow.command.domain.Refusal;
import io.orderflow.contract.DomainEvent;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.axon.ArchivedStreamException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Gives the commands of a group their outcomes; those that stay open are to be tried again. */
final class GroupOutcomes {
    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String DUPLICATE = "duplicate";
    private static final String FAILED = "failed";

    private final EventStore store;
    private final KnownStates states;
    private final BatchMeters meters;
    private final Consumer<StreamGroup> stored;

    /**
     * @param stored is told of each group whose events are durable; must not block
     */
    GroupOutcomes(EventStore store, KnownStates states, BatchMeters meters, Consumer<StreamGroup> stored) {
        this.store = store;
        this.states = states;
        this.meters = meters;
        this.stored = stored;
    }

    /** Blocks until the append has ended. */
    void appended(StreamGroup group) throws InterruptedException {
        try {
            AppendResult result = Objects.requireNonNull(group.result()).get();
            group.ended(result instanceof AppendResult.Appended it ? it : null, null);
            take(group, result);
        } catch (ExecutionException failure) {
            group.ended(null, failure.getCause());
            take(group, Objects.requireNonNullElse(failure.getCause(), failure));
        }
    }

    private void take(StreamGroup group, AppendResult result) {
        switch (result) {
            case AppendResult.Appended appended -> {
                states.remember(group.stream(), group.after());
                stored.accept(group);
                group.decided().forEach(it -> take(group, it, appended));
            }
            case AppendResult.Conflict _ -> {
                states.forget(group.stream());
                meters.conflict(group.stream());
            }
            case AppendResult.Duplicate _ -> {
                states.forget(group.stream());
                group.commands().forEach(this::replayIfKnown);
            }
            case AppendResult.Archived archived -> group.commands()
                .stream()
                .filter(OpenCommand::isOpen)
                .forEach(it -> failed(it, new ArchivedStreamException(archived.streamId())));
        }
    }

    private void take(StreamGroup group, Throwable failure) {
        switch (failure) {
            case StoreUnavailableException away -> throw away;
            // Nothing was stored: it is tried again after a pause.
            case StoreOverloadedException _ -> states.remember(group.stream(), group.before());
            case RuntimeException refused -> {
                states.forget(group.stream());
                group.commands().stream().filter(OpenCommand::isOpen).forEach(it -> refused(group, it, refused));
            }
            case Error error -> throw error;
            default -> throw new IllegalStateException("the append failed", failure);
        }
    }

    /** Of several commands nobody knows which one's data the store refuses, so each is tried alone from now on. */
    private void refused(StreamGroup group, OpenCommand command, RuntimeException refused) {
        if (group.commands().size() > 1) {
            command.goAlone();
        } else {
            failed(command, refused);
        }
    }

    private void take(StreamGroup group, StreamGroup.Decided it, AppendResult.Appended appended) {
        if (it.changes()) {
            long version = appended.firstVersion() - 1 + it.lastEvent();
            long position = appended.firstPosition() - 1 + it.lastEvent();
            List<DomainEvent> events = ((Decision.Accepted) it.decision()).events();
            done(it.command(), new CommandResult.Accepted(group.stream(), version, position, events), ACCEPTED);
        } else {
            unchanged(group, it, appended.lastVersion());
        }
    }

    /** Nothing was to be appended: it counts if the store still has the version that it was decided on. */
    void unchanged(StreamGroup group) {
        group.ended(null, null);
        KnownState known = group.before();
        if (!known.certain() && store.streamVersion(group.stream().toString()) != known.version()) {
            states.forget(group.stream());
            return;
        }
        states.remember(group.stream(), known);
        group.decided().forEach(it -> unchanged(group, it, known.version()));
    }

    private void unchanged(StreamGroup group, StreamGroup.Decided it, long version) {
        switch (it.decision()) {
            case Decision.Accepted _ ->
                done(it.command(), new CommandResult.Accepted(group.stream(), version, 0, List.of()), ACCEPTED);
            case Decision.Rejected(Refusal.Unknown _) ->
                done(it.command(), new CommandResult.NotFound(group.stream()), REJECTED);
            case Decision.Rejected(Refusal refusal) -> {
                // A repeated command meets the state that it made itself: what came of it then counts.
                replayIfKnown(it.command());
                if (it.command().isOpen()) {
                    done(it.command(), new CommandResult.Rejected(refusal), REJECTED);
                }
            }
        }
    }

    private void replayIfKnown(OpenCommand command) {
        if (command.isOpen()) {
            Optional<CommandOutcome> outcome = store.findOutcome(command.commandContext().commandId());
            outcome.ifPresent(it -> done(command, new CommandResult.Replayed(it), DUPLICATE));
        }
    }

    private void done(OpenCommand command, CommandResult result, String outcome) {
        command.done(result, outcome);
        meters.command(command, outcome);
    }

    void failed(OpenCommand command, RuntimeException failure) {
        command.failed(failure);
        meters.command(command, FAILED);
    }
}
