package io.orderflow.benchmarks.reading;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Passes;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.Filling;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.StoredForm;
import io.orderflow.eventstore.LogReplay;
import io.orderflow.eventstore.RecordedEvent;
import java.sql.SQLException;

/** Our log, page by page from its beginning to its end, each event decoded. */
final class OurLog implements Side {
    static final String DATABASE = "our_log";
    private static final int PAGE_EVENTS = 4_000;

    private final Cluster cluster;
    private final Store store;
    private final EventCodec codec = new EventCodec();

    OurLog(Bench bench) throws SQLException {
        cluster = bench.cluster();
        store = Store.fresh(cluster, DATABASE);
        Filling.fill(store.log(), bench.effort().logEvents(), bench.progress());
    }

    @Override
    public String name() {
        return "Orderflow";
    }

    @Override
    public void prepare() throws SQLException {
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        return Passes.perSecond(window, this::readAll);
    }

    private DomainEvent decoded(RecordedEvent event) {
        return codec.decode(new StoredForm(event.type(), event.schemaVersion(), event.payload()));
    }

    private long readAll() {
        long read = 0;
        try (var replay = new LogReplay<>(store.log(), 0, PAGE_EVENTS, this::decoded)) {
            while (replay.hasNext()) {
                read += replay.next().size();
            }
        }
        return read;
    }

    @Override
    public void close() throws SQLException {
        store.close();
        cluster.drop(DATABASE);
    }
}
