package io.orderflow.benchmarks.servers;

import io.orderflow.benchmarks.harness.Progress;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.EventStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Brings a log to a size, through the store. */
public final class Filling {
    private static final int EVENTS_PER_APPEND = 1_000;
    private static final int APPENDS_IN_FLIGHT = 8;
    private static final int EVENTS_PER_STREAM = 4;

    private Filling() {}

    /** Streams of four events. */
    public static void fill(EventStore store, int events, Progress progress) {
        Deque<CompletableFuture<AppendResult>> inFlight = new ArrayDeque<>();
        long start = System.nanoTime();
        for (int done = 0; done < events; done += EVENTS_PER_STREAM) {
            inFlight.add(store.append(SampleEvents.request(SampleEvents.newStream(), 0, EVENTS_PER_STREAM)));
            if (inFlight.size() == APPENDS_IN_FLIGHT * EVENTS_PER_APPEND / EVENTS_PER_STREAM) {
                inFlight.removeFirst().join();
                progress.step("filling the log", done, events, start);
            }
        }
        inFlight.forEach(CompletableFuture::join);
    }
}
