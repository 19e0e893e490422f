package io.orderflow.command.aggregate;

import io.orderflow.contract.StreamName;
import io.orderflow.contract.UnreadableEventException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads several aggregates, a few at a time, so that a cold batch does not wait for one after the other. */
final class StateLoads {
    /** What came of reading one aggregate. */
    sealed interface Loaded {
        record State(KnownState state) implements Loaded {}

        record Unreadable(UnreadableEventException failure) implements Loaded {}
    }

    /** Fewer than there are connections: others need some. */
    private static final int AT_A_TIME = 4;

    private final KnownStates states;

    StateLoads(KnownStates states) {
        this.states = states;
    }

    /**
     * @throws io.orderflow.eventstore.StoreUnavailableException when the database does not answer
     */
    Map<StreamName, Loaded> load(List<StreamName> streams) throws InterruptedException {
        Map<StreamName, Loaded> loaded = new HashMap<>();
        if (streams.size() <= 1) {
            streams.forEach(stream -> loaded.put(stream, load(stream)));
            return loaded;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_A_TIME, streams.size()),
                Thread.ofVirtual().name("fulfilment-load-", 0).factory())) {
            Map<StreamName, CompletableFuture<Loaded>> running = new HashMap<>();
            for (StreamName stream : streams) {
                running.put(stream, CompletableFuture.supplyAsync(() -> load(stream), threads));
            }
            for (var each : running.entrySet()) {
                loaded.put(each.getKey(), join(each.getValue()));
            }
        }
        return loaded;
    }

    private Loaded load(StreamName stream) {
        try {
            KnownState state = states.load(stream);
            states.remember(stream, state);
            return new Loaded.State(state);
        } catch (UnreadableEventException unreadable) {
            return new Loaded.Unreadable(unreadable);
        }
    }

    private static Loaded join(CompletableFuture<Loaded> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("an aggregate cannot be read", failure.getCause());
        }
    }
}
