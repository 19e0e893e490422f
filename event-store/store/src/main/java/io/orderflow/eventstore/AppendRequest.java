package io.orderflow.eventstore;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events to append to one stream.
 *
 * @param commands identify what was decided and carry the answers, to be stored in the same transaction, in the order
 *        of their events; none stores no outcome. When one of them was stored before, nothing is appended
 * @param events 1 to {@link #EVENTS_MAX}, in order
 */
public record AppendRequest(
        String streamId,
        String streamType,
        ExpectedVersion expectedVersion,
        List<Command> commands,
        List<NewEvent> events) {
    public static final int EVENTS_MAX = 10_000;

    public AppendRequest {
        events = List.copyOf(events);
        commands = List.copyOf(commands);
        if (events.isEmpty() || events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("an append has 1 to " + EVENTS_MAX + " events, not " + events.size());
        }
    }

    /**
     * @param command decided all of the events; null stores no outcome
     */
    public AppendRequest(String streamId, String streamType, ExpectedVersion expectedVersion, List<NewEvent> events,
            @Nullable Command command) {
        this(streamId, streamType, expectedVersion, command == null ? List.of() : List.of(command), events);
    }

    /**
     * @param commandId at most one append per id takes effect
     * @param requestHash tells a repeated request from another one with the same id; null when the caller does not
     *        compare
     * @param reply opaque text given back to whoever repeats the command; null when there is none
     * @param lastEvent how many of the request's events there are up to the command's last one; more than there are
     *        means all
     */
    public record Command(UUID commandId, @Nullable String requestHash, @Nullable String reply, int lastEvent) {
        public Command {
            if (lastEvent < 1) {
                throw new IllegalArgumentException("a command's last event is at least the first, not " + lastEvent);
            }
        }

        /** A command that decided all events of its append. */
        public Command(UUID commandId, @Nullable String requestHash, @Nullable String reply) {
            this(commandId, requestHash, reply, EVENTS_MAX);
        }
    }
}
