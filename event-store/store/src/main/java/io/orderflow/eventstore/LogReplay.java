package io.orderflow.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The log page by page up to where it ended at last, for a replay: the next pages are read while one is worked on.
 * Holds at most three pages. One thread iterates; close it also after the last page.
 */
public final class LogReplay implements Iterator<List<RecordedEvent>>, AutoCloseable {
    private static final int PAGES_AHEAD_MAX = 2;

    private final BlockingQueue<Page> ahead = new ArrayBlockingQueue<>(PAGES_AHEAD_MAX);
    private final Thread reader;
    private @Nullable Page next;

    /** Events, or none at the end of the log, or what went wrong. */
    private record Page(List<RecordedEvent> events, @Nullable RuntimeException failure) {}

    /**
     * @param afterPosition from 0
     * @param pageEvents 1 to 100,000; some thousands are read fastest
     */
    public LogReplay(EventStore store, long afterPosition, int pageEvents) {
        reader = Thread.ofVirtual().name("log-replay").start(() -> read(store, afterPosition, pageEvents));
    }

    private void read(EventStore store, long afterPosition, int pageEvents) {
        try {
            long position = afterPosition;
            List<RecordedEvent> events;
            do {
                events = store.readLog(position, pageEvents);
                ahead.put(new Page(events, null));
                position = events.isEmpty() ? position : events.getLast().position();
            } while (!events.isEmpty());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            putQuietly(new Page(List.of(), failure));
        }
    }

    private void putQuietly(Page page) {
        try {
            ahead.put(page);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Blocks until the next page was read or the log has ended.
     *
     * @throws StoreUnavailableException when the database did not answer
     */
    @Override
    public boolean hasNext() {
        Page page = next;
        if (page == null) {
            page = take();
            next = page;
        }
        if (page.failure != null) {
            throw page.failure;
        }
        return !page.events.isEmpty();
    }

    private Page take() {
        try {
            return ahead.take();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Page(List.of(), new IllegalStateException("interrupted while the log was read", stop));
        }
    }

    @Override
    public List<RecordedEvent> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log ended");
        }
        List<RecordedEvent> events = requireNonNull(next).events;
        next = null;
        return events;
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
