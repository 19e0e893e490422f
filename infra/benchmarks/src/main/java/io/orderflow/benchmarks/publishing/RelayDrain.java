package io.orderflow.benchmarks.publishing;

import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Our relay catches up with a backlog, into a new topic each time: reads, transactions and recorded progress included.
 */
final class RelayDrain implements Side {
    private final Backlog backlog;
    private String topic = "";

    RelayDrain(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public String name() {
        return "Orderflow";
    }

    @Override
    public void prepare() throws Exception {
        backlog.forgetProgress();
        topic = "drain." + UUID.randomUUID();
        backlog.broker().createTopic(topic);
    }

    /** The backlog is the window. */
    @Override
    public double measure(Window window) throws Exception {
        double figure = backlog.drainTo(topic);
        backlog.broker().deleteTopic(topic);
        return figure;
    }

    @Override
    public void close() throws SQLException {
        backlog.close();
    }
}
