package io.orderflow.benchmarks.durability;

import io.orderflow.benchmarks.harness.Contest;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Measure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What others do to the store, what its growth does to it, and whether a dump brings it back. */
public final class DurabilityMeasures {
    private static final double GROWTH_LEAST = 0.85;

    private DurabilityMeasures() {}

    /**
     * @param folder for the files of a dump and a second server, empty or missing
     */
    public static List<Measure> all(Path folder) {
        return List.of(new ForeignTransactions(), new DumpAndRestore(folder));
    }

    /** Takes minutes, most of them for filling the large log. */
    public static Measure growth(Effort effort) {
        return new Contest("growth", "append of one event, 8 callers, " + Growth.name(effort.largeLogEvents()),
                "events/s", Map.of(Growth.name(effort.smallLogEvents()), GROWTH_LEAST),
                bench -> List.of(new Growth(bench, "large_log", effort.largeLogEvents()),
                        new Growth(bench, "small_log", effort.smallLogEvents())));
    }
}
