package io.orderflow.runner;

import io.orderflow.campaign.CampaignCommand;
import io.orderflow.load.InvariantsCommand;
import io.orderflow.load.LoadCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line; its subcommands are listed here. */
@Command(name = "orderflow", description = "An event-sourced order system: start it, look inside, put load on it.", mixinStandardHelpOptions = true, subcommands = {
        UpCommand.class, DownCommand.class,
        StatusCommand.class, LogsCommand.class, TraceCommand.class, FulfilmentCommand.class, LoadCommand.class,
        InvariantsCommand.class,
        CommandLine.HelpCommand.class})
public final class OrderflowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new OrderflowCommand())
            .addSubcommand(new CampaignCommand(new CampaignProcess()))
            .setExecutionExceptionHandler((failure, commandLine, _) -> report(failure, commandLine));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(),
                "Name a command: up, down, status, logs, trace, load, invariants or campaign.");
    }

    private static int report(Exception failure, CommandLine commandLine) throws Exception {
        if (failure instanceof CannotRunException sentence) {
            commandLine.getErr().println(sentence.getMessage());
            return sentence.exitCode();
        }
        throw failure;
    }
}
