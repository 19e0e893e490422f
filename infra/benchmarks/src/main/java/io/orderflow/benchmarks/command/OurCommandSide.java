package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import java.sql.SQLException;

/** Commands through Axon on our engine. */
final class OurCommandSide implements Side {
    private static final String DATABASE = "our_commands";

    private final Bench bench;
    private final int callers;
    private final int commandsPerOrder;

    OurCommandSide(Bench bench, int callers, int commandsPerOrder) {
        this.bench = bench;
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
        try (OurCommands commands = new OurCommands(bench.cluster(), DATABASE)) {
            double figure = Callers.perSecond(callers, window, () -> {
                OrderCommands orders = new OrderCommands(commandsPerOrder);
                return () -> commands.dispatch(orders.next());
            });
            bench.progress().say("  " + commands.sharing());
            return figure;
        }
    }

    @Override
    public void close() throws SQLException {
        bench.cluster().drop(DATABASE);
    }
}
