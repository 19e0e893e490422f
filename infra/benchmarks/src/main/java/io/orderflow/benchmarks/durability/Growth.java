package io.orderflow.benchmarks.durability;

import io.orderflow.benchmarks.append.OurAppends;
import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.Filling;
import io.orderflow.benchmarks.servers.Store;
import java.sql.SQLException;
import java.util.Locale;

/** Appends to a log that has so many events already. */
final class Growth implements Side {
    private static final int CALLERS = 8;

    private final Cluster cluster;
    private final String database;
    private final long events;

    Growth(Bench bench, String database, long events) throws SQLException {
        this.cluster = bench.cluster();
        this.database = database;
        this.events = events;
        try (Store store = Store.fresh(cluster, database)) {
            Filling.fill(store.log(), Math.toIntExact(events), bench.progress());
        }
    }

    static String name(long events) {
        return String.format(Locale.ROOT, "at %,d events", events);
    }

    @Override
    public String name() {
        return name(events);
    }

    @Override
    public void prepare() throws SQLException {
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        try (Store store = Store.on(cluster, database)) {
            return OurAppends.appendsPerSecond(store.log(), CALLERS, window);
        }
    }

    @Override
    public void close() throws SQLException {
        cluster.drop(database);
    }
}
