package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events that this process appended, as they are stored, so that those who follow the log closely need not ask
 * the database for what has just been sent there. Always a part of the log without gaps: an event of another process,
 * or one too large to be kept, starts it anew. Thread-safe.
 */
final class RecentEvents {
    static final int EVENTS_MAX = 1_024;
    /**
     * Of payload and metadata together; with the number of events it bounds the memory to 16 MB, in Latin letters 8.
     */
    static final int CHARACTERS_MAX = 8_192;

    private final @Nullable RecordedEvent[] ring = new RecordedEvent[EVENTS_MAX];
    private long last;
    private int size;

    /**
     * To be called once the batch has been committed, before its callers are told.
     *
     * @param results of the batch's appends, in order
     */
    synchronized void committed(List<PendingAppend> batch, List<AppendResult> results) {
        for (int i = 0; i < batch.size(); i++) {
            if (results.get(i) instanceof AppendResult.Appended appended) {
                add(batch.get(i).request(), appended);
            }
        }
    }

    private void add(AppendRequest request, AppendResult.Appended appended) {
        long position = appended.firstPosition();
        long version = appended.firstVersion();
        for (NewEvent event : request.events()) {
            if (position != last + 1) {
                size = 0;
            }
            last = position;
            if (event.payload().length() + event.metadata().length() > CHARACTERS_MAX) {
                size = 0;
            } else {
                ring[index(position)] = new RecordedEvent(position, request.streamId(), request.streamType(), version,
                        event.eventId(), event.type(), event.schemaVersion(), event.payload(), event.metadata(),
                        appended.recordedAt());
                size = Math.min(size + 1, EVENTS_MAX);
            }
            position++;
            version++;
        }
    }

    /** Contiguous events from the one after the position on; none when that one is not known. */
    synchronized List<RecordedEvent> after(long position, int eventsMax) {
        long first = position + 1;
        if (first > last || first <= last - size) {
            return List.of();
        }
        int count = (int) Math.min(eventsMax, last - position);
        List<RecordedEvent> events = new ArrayList<>(count);
        for (long each = first; each < first + count; each++) {
            RecordedEvent event = ring[index(each)];
            if (event == null) {
                throw new IllegalStateException("event " + each + " is missing between " + first + " and " + last);
            }
            events.add(event);
        }
        return events;
    }

    /** When it is not certain any more that the database holds them. */
    synchronized void forget() {
        size = 0;
        last = 0;
    }

    private static int index(long position) {
        return (int) (position % EVENTS_MAX);
    }
}
