package io.orderflow.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Callers that each repeat an operation without a pause, on virtual threads, as requests are handled in the
 * applications.
 */
public final class Callers {
    private Callers() {}

    /** One caller's operation, with the state of that caller. */
    @FunctionalInterface
    public interface Operation {
        void call() throws Exception;
    }

    /** Makes the operation of each caller. */
    @FunctionalInterface
    public interface Factory {
        Operation create() throws Exception;
    }

    /**
     * Operations per second of all callers together.
     *
     * @throws IllegalStateException when an operation failed
     */
    public static double perSecond(int callers, Window window, Factory factory) throws Exception {
        var load = new Load();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                Operation operation = factory.create();
                running.add(threads.submit(() -> load.repeat(operation)));
            }
            double result = load.watch(window);
            for (Future<?> each : running) {
                each.get();
            }
            return result;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a caller failed: " + failure.getCause(), failure.getCause());
        }
    }

    private static final class Load {
        private static final Duration POLL = Duration.ofMillis(1);
        private final LongAdder calls = new LongAdder();
        private volatile boolean over;

        Void repeat(Operation operation) throws Exception {
            try {
                while (!over) {
                    operation.call();
                    calls.increment();
                }
                return null;
            } finally {
                over = true;
            }
        }

        /** Lasts longer than the window if that is what it takes for a call to be done in it. */
        double watch(Window window) throws InterruptedException {
            try {
                await(window.warmUp(), 0);
                long before = calls.sum();
                long start = System.nanoTime();
                await(window.measured(), before);
                return (calls.sum() - before) * 1e9 / (System.nanoTime() - start);
            } finally {
                over = true;
            }
        }

        private void await(Duration atLeast, long before) throws InterruptedException {
            Thread.sleep(atLeast);
            while (!over && calls.sum() == before) {
                Thread.sleep(POLL);
            }
        }
    }
}
