package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.harness.Contest;
import io.orderflow.benchmarks.harness.Measure;
import java.util.List;
import java.util.Map;

/** Commands for new orders, for orders with some history, and for one order that everybody wants. */
public final class CommandMeasures {
    private static final String UNIT = "commands/s";
    private static final int HISTORY = 10;

    private CommandMeasures() {}

    public static List<Measure> all() {
        return List.of(against("command-16", "command, new aggregates, 16 callers", 16, 1, 2.0),
                against("command-128", "command, new aggregates, 128 callers", 128, 1, 2.0),
                against("command-history", "command, 10 an aggregate, 16 callers", 16, HISTORY, 4.0),
                new Contest("hot", "command, one hot aggregate, 16 callers", UNIT, Map.of("1 caller", 0.8),
                        bench -> List.of(new HotOrder(bench.cluster(), 16), new HotOrder(bench.cluster(), 1))));
    }

    private static Measure against(String id, String title, int callers, int commandsPerOrder, double least) {
        return new Contest(id, title, UNIT, Map.of(AxonJdbcSide.NAME, least),
                bench -> List.of(new OurCommandSide(bench, callers, commandsPerOrder),
                        new AxonJdbcSide(bench.cluster(), callers, commandsPerOrder)));
    }
}
