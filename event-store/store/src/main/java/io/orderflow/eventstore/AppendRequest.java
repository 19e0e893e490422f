package io.orderflow.eventstore;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events to append to one stream.
 *
 * @param events 1 to {@link #EVENTS_MAX}, in order
 * @param command identifies the command and carries its answer, to be stored in the same transaction; null stores no
 *        outcome
 */
public record AppendRequest(
        String streamId,
        String streamType,
        ExpectedVersion expectedVersion,
        List<NewEvent> events,
        @Nullable Command command) {
    public static final int EVENTS_MAX = 10_000;

    public AppendRequest {
        events = List.copyOf(events);
        if (events.isEmpty() || events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("an append has 1 to " + EVENTS_MAX + " events, not " + events.size());
        }
    }

    /**
     * @param commandId at most one append per id takes effect
     * @param requestHash tells a repeated request from another one with the same id; null when the caller does not
     *        compare
     * @param reply opaque text given back to whoever repeats the command; null when there is none
     */
    public record Command(UUID commandId, @Nullable String requestHash, @Nullable String reply) {}
}
