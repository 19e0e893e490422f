package io.orderflow.runner;

import io.orderflow.servers.OwnSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The same command in the background; this one shows what it says until it is ready or has failed. */
final class Detached {
    private static final Duration POLL = Duration.ofMillis(100);

    private final DataDirectory data;
    private final Programs programs;
    private final PrintWriter out;

    /** @param programs the runner in the background is one of them */
    Detached(DataDirectory data, Programs programs, PrintWriter out) {
        this.data = data;
        this.programs = programs;
        this.out = out;
    }

    int run() throws IOException, InterruptedException {
        Path output = data.output();
        Files.deleteIfExists(output);
        var builder = new ProcessBuilder(OwnSession.command(command())).redirectErrorStream(true)
            .redirectOutput(output.toFile());
        JavaCommand.JVM_OPTIONS.forEach(builder.environment()::remove);
        Process runner = builder.start();
        runner.getOutputStream().close();
        var files = new RunFiles(data);
        try (var said = new Said(output, false)) {
            boolean ready = false;
            while (runner.isAlive() && !ready) {
                Thread.sleep(POLL);
                ready = files.read().filter(it -> it.ready() && it.runner().pid() == runner.pid()).isPresent()
                        && saidReady(output);
                said.repeat(out::println);
            }
            said.repeat(out::println);
            return ready ? ExitCode.OK : runner.waitFor();
        }
    }

    private static boolean saidReady(Path output) throws IOException {
        return Files.readString(output).contains("./orderflow down");
    }

    private List<String> command() throws IOException {
        String[] arguments = ProcessHandle.current()
            .info()
            .arguments()
            .orElseThrow(() -> new CannotRunException(ExitCode.UNAVAILABLE,
                    "This system does not tell how this command was started: use 'up' without --detach."));
        return programs.ofArguments(OwnCache.NAME, OwnCache.ARTIFACT,
                Stream.of(arguments).filter(argument -> !argument.equals("--detach")).toList());
    }
}
