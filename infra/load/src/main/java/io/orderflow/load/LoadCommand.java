package io.orderflow.load;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow load}. */
@Command(name = "load", description = "Put load on a running system and judge what it does.", mixinStandardHelpOptions = true, subcommands = {
        MixedCommand.class, CapacityCommand.class, OverloadCommand.class, BurstCommand.class, BudgetCommand.class,
        SteadyCommand.class,
        LastItemCommand.class, IdempotencyStormCommand.class,
        CommandLine.HelpCommand.class})
public final class LoadCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(),
                "Name a scenario: mixed, capacity, overload, burst, budget, steady, last-item or idempotency-storm.");
    }
}
