package io.orderflow.command.dispatch;

import io.orderflow.command.domain.Refusal;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.CommandOutcome;
import java.util.List;

/** What became of a dispatched command. Only {@link Accepted} with events changed anything. */
public sealed interface CommandResult {
    /**
     * @param version of the stream afterwards
     * @param position global position of the last event; 0 when the command had no effect
     * @param events what was stored, in order; empty when the command had no effect
     */
    record Accepted(StreamName stream, long version, long position, List<DomainEvent> events) implements CommandResult {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The aggregate refused. */
    record Rejected(Refusal refusal) implements CommandResult {}

    /** The command id was stored before; this is what came of it then. */
    record Replayed(CommandOutcome outcome) implements CommandResult {}

    /** The stream is not at the version that the caller insisted on. */
    record VersionMismatch(StreamName stream, long currentVersion) implements CommandResult {}

    /** The aggregate has no events. */
    record NotFound(StreamName stream) implements CommandResult {}

    /** Other writers were faster in every attempt; trying again later can help. */
    record Contended(StreamName stream, int attempts) implements CommandResult {}
}
