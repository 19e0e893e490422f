package io.orderflow.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The log page by page up to where it ends, for a replay: while one page is worked on, the next ones are read and their
 * events mapped, several pages at once. Gives pages and events in position order all the same. Holds at most five
 * pages. One thread iterates; close it also after the last page.
 *
 * @param <T> what an event is mapped to
 */
public final class LogReplay<T> implements Iterator<List<T>>, AutoCloseable {
    private static final int PAGES_AHEAD_MAX = 3;

    private final EventStore store;
    private final int pageEvents;
    private final Function<RecordedEvent, T> mapper;
    private final BlockingQueue<CompletableFuture<List<T>>> ahead = new ArrayBlockingQueue<>(PAGES_AHEAD_MAX);
    private final ExecutorService threads = Executors
        .newThreadPerTaskExecutor(Thread.ofVirtual().name("log-replay-", 0).factory());
    private @Nullable List<T> next;

    /**
     * @param afterPosition from 0
     * @param pageEvents 1 to 100,000; some thousands are read fastest
     * @param mapper called by several threads at once, such as a codec's decoding
     */
    public LogReplay(EventStore store, long afterPosition, int pageEvents, Function<RecordedEvent, T> mapper) {
        this.store = store;
        this.pageEvents = pageEvents;
        this.mapper = mapper;
        threads.execute(() -> read(afterPosition));
    }

    private void read(long afterPosition) {
        try {
            long position = afterPosition;
            List<RecordedEvent> events = page(position);
            while (!events.isEmpty()) {
                List<RecordedEvent> page = events;
                ahead.put(CompletableFuture.supplyAsync(() -> page.stream().map(mapper).toList(), threads));
                position = page.getLast().position();
                events = page(position);
            }
            ahead.put(CompletableFuture.completedFuture(List.of()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private List<RecordedEvent> page(long afterPosition) throws InterruptedException {
        try {
            return store.readLog(afterPosition, pageEvents);
        } catch (RuntimeException failure) {
            ahead.put(CompletableFuture.failedFuture(failure));
            return List.of();
        }
    }

    /**
     * Blocks until the next page is ready or the log has ended.
     *
     * @throws StoreUnavailableException when the database did not answer
     * @throws RuntimeException whatever the mapper throws
     */
    @Override
    public boolean hasNext() {
        if (next == null) {
            next = take();
        }
        return !next.isEmpty();
    }

    private List<T> take() {
        try {
            return ahead.take().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the log was read", stop);
        }
    }

    /**
     * @return at least one event
     */
    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log ended");
        }
        List<T> events = requireNonNull(next);
        next = null;
        return events;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
