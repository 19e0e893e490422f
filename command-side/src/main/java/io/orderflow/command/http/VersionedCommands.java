package io.orderflow.command.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.DomainEvent;
import io.orderflow.eventstore.Deadline;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Commands that change what the caller has seen: the version that the caller insists on makes them safe to repeat. */
@Component
final class VersionedCommands {
    /** Makes the reply of what was stored. */
    interface ReplyMaker {
        Reply reply(String id, long version, List<DomainEvent> events);
    }

    private final CommandDispatcher dispatcher;
    private final VersionConflicts conflicts;
    private final HttpProperties http;

    VersionedCommands(CommandDispatcher dispatcher, VersionConflicts conflicts, HttpProperties http) {
        this.dispatcher = dispatcher;
        this.conflicts = conflicts;
        this.http = http;
    }

    ResponseEntity<byte[]> execute(Caller caller, RequiredVersion required, DomainCommand command,
            String correlationId, ReplyMaker reply) {
        UUID commandId = UuidCreator.getTimeOrderedEpoch();
        var context = caller.context(commandId, correlationId, null, null, required);
        CommandResult result = ScopedValue.where(Deadline.CURRENT, Deadline.in(http.answerWithin()))
            .call(() -> dispatcher.dispatch(command, context));
        return switch (result) {
            case CommandResult.Accepted accepted -> reply
                .reply(command.stream().id(), accepted.version(), accepted.events())
                .answer(accepted.position(), false);
            case CommandResult.VersionMismatch mismatch -> throw conflicts.problem(mismatch, required);
            case CommandResult refused -> throw ResultProblems.of(refused);
        };
    }
}
