package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.harness.Bench;
import java.sql.SQLException;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.EventStore;

/** Our store: each caller appends one event with an expected version and waits until it is durable. */
public final class OurAppends implements Side {
    private static final String DATABASE = "ours";

    private final Bench bench;
    private final int callers;

    public OurAppends(Bench bench, int callers) {
        this.bench = bench;
        this.callers = callers;
    }

    @Override
    public String name() {
        return "Orderflow";
    }

    @Override
    public void prepare() throws Exception {
        bench.cluster().createStore(DATABASE);
        bench.cluster().checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        try (Store store = Store.on(bench.cluster(), DATABASE)) {
            double figure = appendsPerSecond(store.log(), callers, window);
            bench.progress().say("  " + store.sharing());
            return figure;
        }
    }

    @Override
    public void close() throws SQLException {
        bench.cluster().drop(DATABASE);
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
