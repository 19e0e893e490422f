package io.orderflow.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orderflow down}. */
@Command(name = "down", description = "Stop the system and leave no process behind.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration STOP_MAX = Duration.ofMinutes(12);

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory directory = data.directory();
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(directory.run())) {
            out.println("Nothing runs in " + directory.root() + ".");
            return ExitCode.OK;
        }
        Optional<ProcessHandle> runner = new RunFiles(directory).read().flatMap(system -> system.runner().find());
        if (runner.isPresent()) {
            stop(runner.get());
        }
        int leftovers = Leftovers.stop(directory);
        new RunFiles(directory).delete();
        out.println(sentence(runner.isPresent(), leftovers, directory));
        return ExitCode.OK;
    }

    private static String sentence(boolean ran, int leftovers, DataDirectory directory) {
        if (leftovers > 0) {
            return "Stopped " + leftovers + " processes that a killed run had left behind.";
        }
        return ran ? "Stopped." : "Nothing runs in " + directory.root() + ".";
    }

    private static void stop(ProcessHandle runner) throws InterruptedException {
        runner.destroy();
        try {
            runner.onExit().get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            runner.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
