package io.orderflow.benchmarks.publishing;

import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.eventstore.EventStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Appends at a fixed rate, whether or not those before are done, and when each of them was. */
final class SteadyArrivals {
    private static final int PER_SECOND = 1_000;
    private static final long GAP_NANOS = 1_000_000_000L / PER_SECOND;

    private final EventStore store;
    private final Map<String, Long> committedNanos = new ConcurrentHashMap<>();

    SteadyArrivals(EventStore store) {
        this.store = store;
    }

    /** Returns when all are durable. Each event has a stream of its own. */
    void run(Duration duration) {
        List<CompletableFuture<?>> appends = new ArrayList<>();
        long count = duration.toNanos() / GAP_NANOS;
        long start = System.nanoTime();
        for (long n = 0; n < count; n++) {
            long ahead = start + n * GAP_NANOS - System.nanoTime();
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
            }
            String stream = SampleEvents.newStream();
            appends.add(store.append(SampleEvents.request(stream, 0, 1))
                .thenAccept(_ -> committedNanos.put(stream, System.nanoTime())));
        }
        appends.forEach(CompletableFuture::join);
    }

    /** By stream, on the clock of {@link System#nanoTime}. */
    Map<String, Long> committedNanos() {
        return committedNanos;
    }
}
