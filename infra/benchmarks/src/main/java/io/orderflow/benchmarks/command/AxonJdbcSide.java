package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import java.sql.SQLException;

/** Commands through Axon on its own JDBC engine, each in a transaction of its caller. */
final class AxonJdbcSide implements Side {
    static final String NAME = "Axon JDBC";
    /** More do not help on a small machine, and each command holds one. */
    private static final int CONNECTIONS_MAX = 32;

    private final AxonJdbcEngine engine;
    private final CommandSystem axon;
    private final int callers;
    private final int commandsPerOrder;

    AxonJdbcSide(Cluster cluster, int callers, int commandsPerOrder) throws SQLException {
        this.callers = callers;
        this.commandsPerOrder = commandsPerOrder;
        engine = new AxonJdbcEngine(cluster, "axon_commands", Math.min(callers, CONNECTIONS_MAX));
        axon = new CommandSystem(engine.engine(), engine.transactions(), null);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() throws SQLException {
        engine.empty();
    }

    @Override
    public double measure(Window window) throws Exception {
        return Callers.perSecond(callers, window, () -> {
            OrderCommands orders = new OrderCommands(commandsPerOrder);
            return () -> axon.dispatch(orders.next());
        });
    }

    @Override
    public void close() throws SQLException {
        axon.close();
        engine.close();
    }
}
