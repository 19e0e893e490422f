package io.orderflow.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orderflow down}. */
@Command(name = "down", description = "Stop the system and leave no process behind.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    /** Of the system and then of the start caches, each of which is bounded by itself. */
    private static final Duration STOP_MAX = Duration.ofMinutes(25);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String STOPPED = "Stopped.";

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    private boolean saidStopped;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory directory = data.directory();
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(directory.run())) {
            out.println("Nothing runs in " + directory.root() + ".");
            return ExitCode.OK;
        }
        var files = new RunFiles(directory);
        Optional<ProcessHandle> runner = files.read().flatMap(system -> system.runner().find());
        boolean ready = files.read().filter(SystemReport::ready).isPresent();
        Optional<AheadOfTimeCache> cache = runner.flatMap(OwnCache::of);
        boolean clean = runner.isPresent() && stop(runner.get(), directory);
        int leftovers = Leftovers.stop(directory);
        files.delete();
        if (clean && ready && cache.isPresent()) {
            RunnerLog.writeTo(directory.log(OwnCache.NAME));
            OwnCache.make(cache.get(), out::println);
        }
        out.println(sentence(runner.isPresent(), leftovers, directory));
        return ExitCode.OK;
    }

    private static String sentence(boolean ran, int leftovers, DataDirectory directory) {
        if (leftovers > 0) {
            return "Stopped " + leftovers + " processes that a killed run had left behind.";
        }
        return ran ? STOPPED : "Nothing runs in " + directory.root() + ".";
    }

    /** Shows what a runner in the background says. @return whether it ended by itself */
    private boolean stop(ProcessHandle runner, DataDirectory directory) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(STOP_MAX);
        Path output = directory.output();
        if (!Files.exists(output)) {
            Files.createFile(output);
        }
        try (var said = new Said(output, true)) {
            runner.destroy();
            while (runner.isAlive() && Instant.now().isBefore(deadline)) {
                Thread.sleep(POLL);
                said.repeat(this::show);
            }
            said.repeat(this::show);
        }
        boolean clean = !runner.isAlive();
        if (!clean) {
            runner.destroyForcibly();
        }
        return clean;
    }

    /** Its last word is the one of this command too, which says it when all is done; the JVM's own come after it. */
    private void show(String line) {
        saidStopped |= line.equals(STOPPED);
        if (!saidStopped) {
            spec.commandLine().getOut().println(line);
        }
    }
}
