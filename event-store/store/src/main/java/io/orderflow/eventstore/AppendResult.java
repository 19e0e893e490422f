package io.orderflow.eventstore;

import java.time.Instant;
import java.util.UUID;

/** What became of an append. Only {@link Appended} changed anything. */
public sealed interface AppendResult {
    /** The events are durable, at contiguous versions and positions. */
    record Appended(long firstVersion, long lastVersion, long firstPosition, long lastPosition, Instant recordedAt)
            implements
                AppendResult {}

    /** The stream is not at the expected version; {@code actualVersion} is 0 for a stream without events. */
    record Conflict(String streamId, ExpectedVersion expected, long actualVersion) implements AppendResult {}

    /**
     * A command was stored before; {@link EventStore#findOutcome} has what came of it then. Of an append with several
     * commands the first is named: any of them may be known.
     */
    record Duplicate(UUID commandId) implements AppendResult {}

    /** The stream was archived as closed: nothing can be appended to it. */
    record Archived(String streamId) implements AppendResult {}
}
