package io.orderflow.campaign.arena;

import io.orderflow.campaign.oracle.Fingerprint;
import io.orderflow.campaign.oracle.LogImage;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Threads that read each log by position all the time, in pages of any size. */
public final class Readers implements AutoCloseable {
    private static final int EACH = 2;
    private static final int PAGE_EVENTS_MAX = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<Thread> threads = new ArrayList<>();
    private final List<PostgresEventStore> stores = new ArrayList<>();
    private volatile boolean stopping;

    /** Readers that go on where the images' readers had got to. */
    public Readers(Cluster cluster, List<LogImage> images) {
        for (LogImage image : images) {
            var store = new PostgresEventStore(new Workers(), cluster.pool(image.shard()), StoreSettings.DEFAULT,
                    StoreObserver.NONE);
            stores.add(store);
            for (int n = 0; n < EACH; n++) {
                SplittableRandom random = new SplittableRandom(n);
                // The first reads everything; the others begin where it is.
                long from = n == 0 ? 0 : image.passed();
                threads.add(Thread.ofVirtual().start(() -> tail(store, image, from, random)));
            }
        }
    }

    private void tail(EventStore store, LogImage image, long from, SplittableRandom random) {
        long after = from;
        while (!stopping) {
            try {
                List<RecordedEvent> page = store.readLog(after, random.nextInt(1, PAGE_EVENTS_MAX + 1));
                for (RecordedEvent event : page) {
                    after = image.read(after, event.position(), Fingerprint.ofEvent(event.eventId(), event.streamId(),
                            event.version(), event.type(), event.payload()));
                }
                if (page.isEmpty()) {
                    Await.sleep(PAUSE);
                }
            } catch (StoreUnavailableException _) {
                Await.sleep(PAUSE);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        stores.forEach(PostgresEventStore::close);
    }
}
