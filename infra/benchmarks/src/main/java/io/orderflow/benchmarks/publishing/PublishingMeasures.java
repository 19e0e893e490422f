package io.orderflow.benchmarks.publishing;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Contest;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Side;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The relay: how much it can do, and how long an event waits for it. */
public final class PublishingMeasures {
    private PublishingMeasures() {}

    public static List<Measure> all() {
        return List.of(new Contest("relay", "relay, draining a backlog", "events/s", Map.of(BareProducer.NAME, 0.7),
                PublishingMeasures::drain), new CommitToKafka());
    }

    private static List<Side> drain(Bench bench) throws SQLException {
        Backlog backlog = new Backlog(bench);
        return List.of(new RelayDrain(backlog), new BareProducer(backlog));
    }
}
