package io.orderflow.eventstore.axon;

import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Consumer;

/** One stream's events, read page by page; a stream that fits a page costs one round trip. */
final class StreamPages extends Spliterators.AbstractSpliterator<RecordedEvent> {
    private final EventStore store;
    private final String streamId;
    private final int pageSize;
    private List<RecordedEvent> page;
    private int next;
    private long lastVersion;

    static StreamPages read(EventStore store, String streamId, long fromVersion, int pageSize) {
        return new StreamPages(store, streamId, fromVersion, pageSize,
                store.readStream(streamId, fromVersion, pageSize));
    }

    /**
     * @param first the first page, already read
     */
    StreamPages(EventStore store, String streamId, long fromVersion, int pageSize, List<RecordedEvent> first) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.store = store;
        this.streamId = streamId;
        this.pageSize = pageSize;
        this.page = first;
        this.lastVersion = page.isEmpty() ? fromVersion - 1 : page.getLast().version();
    }

    /** Version of the last event read so far; the one before the first when there was none. */
    long lastVersion() {
        return lastVersion;
    }

    @Override
    public boolean tryAdvance(Consumer<? super RecordedEvent> action) {
        if (next == page.size() && !readOn()) {
            return false;
        }
        action.accept(page.get(next++));
        return true;
    }

    private boolean readOn() {
        if (page.size() < pageSize) {
            return false;
        }
        page = store.readStream(streamId, lastVersion + 1, pageSize);
        next = 0;
        if (page.isEmpty()) {
            return false;
        }
        lastVersion = page.getLast().version();
        return true;
    }
}
