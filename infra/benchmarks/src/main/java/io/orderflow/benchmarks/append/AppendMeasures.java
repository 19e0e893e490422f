package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Contest;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Single events with a version check by one, a few and many callers, and bulk appends. */
public final class AppendMeasures {
    private static final String UNIT = "events/s";
    private static final int FEW = 8;
    private static final int[] POOLS = {8, 16, 32, 64};

    private AppendMeasures() {}

    public static List<Measure> all() {
        return List.of(
                new Contest("append-8", "append of one event, 8 callers", UNIT,
                        Map.of(MessageDb.NAME, 3.0, Emmett.NAME, 1.1, RawInsert.NAME, 0.7), AppendMeasures::few),
                many("append-128", 128),
                many("append-512", 512),
                new Contest("append-1", "append of one event, 1 caller", UNIT, Map.of(RawInsert.NAME, 0.5),
                        bench -> List.of(new OurAppends(bench, 1), raw(bench, 1, 1))),
                new Contest("bulk", "append of 1,000 events at once, 1 caller", UNIT, Map.of(CopyIn.NAME, 0.6),
                        bench -> List.of(new OurBulk(bench.cluster()), new CopyIn(bench.cluster()))));
    }

    private static List<Side> few(Bench bench) throws Exception {
        List<Side> sides = new ArrayList<>();
        sides.add(new OurAppends(bench, FEW));
        bench.peers()
            .messageDbSchema()
            .ifPresent(schema -> sides.add(new JdbcAppends(bench.cluster(), new MessageDb(schema), FEW, FEW)));
        bench.peers()
            .emmettSchema()
            .ifPresent(schema -> sides.add(new JdbcAppends(bench.cluster(), new Emmett(schema), FEW, FEW)));
        sides.add(raw(bench, FEW, FEW));
        return sides;
    }

    private static Measure many(String id, int callers) {
        return new Contest(id, "append of one event, " + callers + " callers", UNIT, Map.of(RawInsert.NAME, 2.0),
                bench -> List.of(new OurAppends(bench, callers),
                        raw(bench, callers, bestPool(bench, callers))));
    }

    /** The pool with which this machine inserts most with so many callers. */
    private static int bestPool(Bench bench, int callers) throws Exception {
        Window half = new Window(bench.effort().window().warmUp().dividedBy(2),
                bench.effort().window().measured().dividedBy(2));
        int best = POOLS[0];
        double most = 0;
        for (int connections : POOLS) {
            try (Side candidate = raw(bench, callers, connections)) {
                candidate.prepare();
                double figure = candidate.measure(half);
                bench.progress()
                    .say(String.format(java.util.Locale.ROOT,
                            "  raw INSERT, %d callers on %d connections: %,.0f %s", callers, connections, figure,
                            UNIT));
                if (figure > most) {
                    most = figure;
                    best = connections;
                }
            }
        }
        return best;
    }

    private static Side raw(Bench bench, int callers, int connections) {
        return new JdbcAppends(bench.cluster(), new RawInsert(), callers, connections);
    }
}
