package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import java.sql.SQLException;

/** Commands through Axon on our engine. */
final class OurCommandSide implements Side {
    private static final String DATABASE = "our_commands";

    private final Cluster cluster;
    private final int callers;
    private final int commandsPerOrder;

    OurCommandSide(Cluster cluster, int callers, int commandsPerOrder) {
        this.cluster = cluster;
        this.callers = callers;
        this.commandsPerOrder = commandsPerOrder;
    }

    @Override
    public String name() {
        return "Orderflow";
    }

    @Override
    public void prepare() {
        // The figure begins with a new database.
    }

    @Override
    public double measure(Window window) throws Exception {
        try (OurCommands commands = new OurCommands(cluster, DATABASE)) {
            return Callers.perSecond(callers, window, () -> {
                OrderCommands orders = new OrderCommands(commandsPerOrder);
                return () -> commands.dispatch(orders.next());
            });
        }
    }

    @Override
    public void close() throws SQLException {
        cluster.drop(DATABASE);
    }
}
