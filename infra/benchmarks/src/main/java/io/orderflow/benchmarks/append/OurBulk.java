package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import java.sql.SQLException;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.eventstore.AppendResult;

/** Our store: 1,000 events in one append with an expected version, one append after the other. */
final class OurBulk implements Side {
    static final int EVENTS = 1_000;
    private static final String DATABASE = "ours";

    private final Cluster cluster;

    OurBulk(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "Orderflow";
    }

    @Override
    public void prepare() throws Exception {
        cluster.createStore(DATABASE);
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        try (Store store = Store.on(cluster, DATABASE)) {
            return EVENTS * Callers.perSecond(1, window, () -> () -> append(store));
        }
    }

    private static void append(Store store) {
        AppendResult result = store.log().append(SampleEvents.request(SampleEvents.newStream(), 0, EVENTS)).join();
        if (!(result instanceof AppendResult.Appended)) {
            throw new IllegalStateException("an append was refused: " + result);
        }
    }

    @Override
    public void close() throws SQLException {
        cluster.drop(DATABASE);
    }
}
