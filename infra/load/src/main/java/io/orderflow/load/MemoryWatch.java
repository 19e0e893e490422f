package io.orderflow.load;

import io.orderflow.load.machine.Sample;
import io.orderflow.load.machine.WatchedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks at the memory of processes twice: in the middle of the load and at its end, so that growth is seen. */
final class MemoryWatch implements AutoCloseable {
    private final Supplier<List<WatchedProcess>> processes;
    private final Thread thread;
    private volatile Map<String, Long> middle = Map.of();

    /**
     * @param processes those that run at the moment of a look: some may be others than in the beginning
     */
    MemoryWatch(Supplier<List<WatchedProcess>> processes, Duration load) {
        this.processes = processes;
        thread = Thread.ofVirtual().start(() -> {
            try {
                OrderflowClient.pause(load.dividedBy(2));
                middle = now();
            } catch (UnavailableException endedBefore) {
                // The load was over sooner than planned; then there is no middle.
            }
        });
    }

    /** Bytes by process; empty before it was looked at. */
    Map<String, Long> middle() {
        return middle;
    }

    Map<String, Long> now() {
        return Sample.memory(processes.get());
    }

    static long total(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
