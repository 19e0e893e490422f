package io.orderflow.benchmarks.durability;

import io.orderflow.benchmarks.append.OurAppends;
import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Figures;
import io.orderflow.benchmarks.harness.Goal;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.Filling;
import io.orderflow.benchmarks.servers.Sql;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A dump of a store under load, restored into a new server: each event is at its position again, with all its fields.
 */
final class DumpAndRestore implements Measure {
    private static final String TITLE = "dump under load and restore";
    private static final String DATABASE = "dumped";
    private static final String RESTORED = "restored";
    private static final int WRITERS = 4;
    private static final int PAGE_EVENTS = 5_000;
    private static final Window LOAD = new Window(Duration.ZERO, Duration.ofSeconds(1));

    private final Path folder;

    /**
     * @param folder for the dump and the second server, empty or missing
     */
    DumpAndRestore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String id() {
        return "restore";
    }

    @Override
    public int figures(Effort effort) {
        return 1;
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        try (Store store = Store.fresh(bench.cluster(), DATABASE);
                Cluster other = Cluster.start(folder.resolve("postgres"))) {
            // The restored database has to get partitions that its migrations do not make.
            Sql.execute(store.pool(), "SELECT event_store.add_event_partition()",
                    "SELECT event_store.begin_outcome_generation()");
            Filling.fill(store.log(), bench.effort().dumpEvents(), bench.progress());
            Dump dump = dumpUnderLoad(store);
            try (Store restored = Store.fresh(other, RESTORED)) {
                long start = System.nanoTime();
                dump.restore(restored.pool());
                double restoreSeconds = (System.nanoTime() - start) / 1e9;
                double percent = percentEqual(store.log(), restored.log(), dump.events());
                bench.progress().figure(TITLE, "events at their position", percent, "%");
                return List.of(
                        Row.alone(TITLE + ": events at their position", "%", Figures.of(percent),
                                new Goal.AtLeast(100, "%")),
                        Row.alone(TITLE + ": dump", "events/s", Figures.of(dump.events() / dump.seconds()), null),
                        Row.alone(TITLE + ": restore", "events/s", Figures.of(dump.events() / restoreSeconds), null));
            }
        } finally {
            bench.cluster().drop(DATABASE);
        }
    }

    private Dump dumpUnderLoad(Store store) throws Exception {
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Double> load = background
                .submit(() -> OurAppends.appendsPerSecond(store.log(), WRITERS, LOAD));
            Dump dump = Dump.take(store.pool(), folder.resolve("dump"));
            load.get();
            return dump;
        }
    }

    /** The restored log must end where the snapshot did; what was appended since is not in it. */
    private static double percentEqual(EventStore original, EventStore restored, long events) {
        if (restored.headPosition() != events) {
            throw new IllegalStateException("the restored log ends at " + restored.headPosition() + " and holds "
                    + events + " events");
        }
        long equal = 0;
        for (long position = 0; position < events; position += PAGE_EVENTS) {
            equal += equalEvents(original.readLog(position, PAGE_EVENTS), restored.readLog(position, PAGE_EVENTS));
        }
        return 100.0 * equal / events;
    }

    private static long equalEvents(List<RecordedEvent> originals, List<RecordedEvent> restored) {
        long equal = 0;
        for (int n = 0; n < Math.min(originals.size(), restored.size()); n++) {
            if (originals.get(n).equals(restored.get(n))) {
                equal++;
            }
        }
        return equal;
    }
}
