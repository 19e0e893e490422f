package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import java.sql.SQLException;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.EventStore;

/** Our store: each caller appends one event with an expected version and waits until it is durable. */
public final class OurAppends implements Side {
    private static final String DATABASE = "ours";

    private final Cluster cluster;
    private final int callers;

    public OurAppends(Cluster cluster, int callers) {
        this.cluster = cluster;
        this.callers = callers;
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
            return appendsPerSecond(store.log(), callers, window);
        }
    }

    @Override
    public void close() throws SQLException {
        cluster.drop(DATABASE);
    }

    /** Of all callers together. */
    public static double appendsPerSecond(EventStore store, int callers, Window window) throws Exception {
        return Callers.perSecond(callers, window, () -> {
            StreamCursor cursor = new StreamCursor();
            return () -> append(store, cursor);
        });
    }

    private static void append(EventStore store, StreamCursor cursor) {
        AppendResult result = store.append(SampleEvents.request(cursor.stream(), cursor.version(), 1)).join();
        if (!(result instanceof AppendResult.Appended)) {
            throw new IllegalStateException("an append was refused: " + result);
        }
        cursor.appended();
    }
}
