package io.orderflow.benchmarks.reading;

import io.orderflow.benchmarks.harness.Contest;
import io.orderflow.benchmarks.harness.Measure;
import java.util.List;
import java.util.Map;

/** Reading the whole log, as a replay does. */
public final class ReadingMeasures {
    private ReadingMeasures() {}

    public static List<Measure> all() {
        return List.of(new Contest("read", "reading the log, events decoded", "events/s",
                Map.of(CopyOutSide.NAME, 0.35, AxonTracked.NAME, 3.5),
                bench -> List.of(new OurLog(bench), new CopyOutSide(bench.cluster()), new AxonTracked(bench))));
    }
}
