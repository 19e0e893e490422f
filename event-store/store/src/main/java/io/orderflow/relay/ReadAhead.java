package io.orderflow.relay;

import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.worker.WakeUp;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log ahead of the publisher, so that the next events are at hand when a transaction has been committed.
 * Holds at most {@link #PAGES_MAX} pages; then the log has to wait, not the memory. One thread takes.
 */
final class ReadAhead implements AutoCloseable {
    static final int PAGES_MAX = 3;
    /** How long one step waits for room. */
    private static final Duration FULL_LOOK = Duration.ofSeconds(1);

    private final EventStore store;
    private final RelaySettings settings;
    private final EventRecords form;
    private final WakeUp appended;
    private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(PAGES_MAX);
    private final Worker reader;
    private long position;
    /** Read while there was no room. */
    private @Nullable Page unplaced;

    /**
     * Contiguous events of the log in order, each with its metadata and its record, which lacks the trace context yet.
     */
    record Page(List<RecordedEvent> events, List<EventMetadata> metadata,
            List<ProducerRecord<byte[], byte[]>> records) {
        static Page of(List<RecordedEvent> events, EventRecords form) {
            List<EventMetadata> metadata = new ArrayList<>(events.size());
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
            for (RecordedEvent event : events) {
                EventMetadata parsed = EventMetadata.parse(event.metadata());
                metadata.add(parsed);
                records.add(form.of(event, parsed));
            }
            return new Page(events, metadata, records);
        }
    }

    ReadAhead(Workers workers, EventStore store, RelaySettings settings, WakeUp appended, long afterPosition) {
        this.store = store;
        this.settings = settings;
        this.form = new EventRecords(settings.topic(), store.identity());
        this.appended = appended;
        this.position = afterPosition;
        this.reader = workers.start(WorkerSettings.named(settings.task() + "-reader")
            .stoppingWithin(Duration.ZERO)
            .endedBy(_ -> true), this::read);
    }

    /** The whole session ends with the first failure, and the next one begins where Kafka ends. */
    private Duration read() throws InterruptedException {
        Page page = unplaced;
        if (page == null) {
            List<RecordedEvent> events = store.nextEvents(position, settings.batchEventsMax());
            if (events.isEmpty()) {
                appended.await(settings.pollInterval());
                return Duration.ZERO;
            }
            position = events.getLast().position();
            page = Page.of(events, form);
        }
        unplaced = pages.offer(page, FULL_LOOK.toNanos(), TimeUnit.NANOSECONDS) ? null : page;
        if (unplaced == null && page.events.size() < settings.batchEventsMax()) {
            appended.await(settings.pollInterval());
        }
        return Duration.ZERO;
    }

    /**
     * What comes next, at most one batch of it.
     *
     * @return null when nothing came in time
     * @throws IllegalStateException that has the reader's failure, after everything that it had read before
     */
    @Nullable
    Page next(Duration most) throws InterruptedException {
        Page first = pages.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            rethrow();
            return null;
        }
        return withFollowers(first);
    }

    /** The page and the small ones that have come since, at most one batch. */
    Page withFollowers(Page first) {
        Page follower = pages.peek();
        if (follower == null || first.events.size() + follower.events.size() > settings.batchEventsMax()) {
            return first;
        }
        Page together = new Page(new ArrayList<>(first.events), new ArrayList<>(first.metadata),
                new ArrayList<>(first.records));
        while (follower != null && together.events.size() + follower.events.size() <= settings.batchEventsMax()) {
            pages.remove();
            together.events.addAll(follower.events);
            together.metadata.addAll(follower.metadata);
            together.records.addAll(follower.records);
            follower = pages.peek();
        }
        return together;
    }

    private void rethrow() {
        Throwable broken = reader.end();
        if (broken != null) {
            throw new IllegalStateException("the log cannot be read", broken);
        }
    }

    /** Use of the buffer, 0 to 1. */
    double saturation() {
        return (double) pages.size() / PAGES_MAX;
    }

    @Override
    public void close() {
        reader.close();
    }
}
