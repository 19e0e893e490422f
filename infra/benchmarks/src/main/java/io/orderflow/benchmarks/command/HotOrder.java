package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import java.sql.SQLException;
import io.orderflow.benchmarks.servers.SampleEvents;
import java.util.concurrent.atomic.LongAdder;

/** All callers change one order on our engine; afterwards each acknowledged command must be in its stream. */
final class HotOrder implements Side {
    private static final String DATABASE = "hot_order";

    private final Cluster cluster;
    private final int callers;

    HotOrder(Cluster cluster, int callers) {
        this.cluster = cluster;
        this.callers = callers;
    }

    @Override
    public String name() {
        return callers == 1 ? "1 caller" : callers + " callers";
    }

    @Override
    public void prepare() {
        // The figure begins with a new database.
    }

    /** @throws IllegalStateException when an update was lost or appeared twice */
    @Override
    public double measure(Window window) throws Exception {
        try (OurCommands commands = new OurCommands(cluster, DATABASE)) {
            String stream = SampleEvents.newStream();
            commands.dispatch(new CreateOrder(stream));
            LongAdder acknowledged = new LongAdder();
            acknowledged.increment();
            double figure = Callers.perSecond(callers, window, () -> () -> {
                commands.dispatch(new ChangeOrder(stream));
                acknowledged.increment();
            });
            requireAll(acknowledged.sum(), commands.version(stream));
            return figure;
        }
    }

    private static void requireAll(long acknowledged, long version) {
        if (acknowledged != version) {
            throw new IllegalStateException(
                    acknowledged + " commands were acknowledged and the stream is at version " + version);
        }
    }

    @Override
    public void close() throws SQLException {
        cluster.drop(DATABASE);
    }
}
