package io.orderflow.runner;

import io.orderflow.servers.OwnSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same command in the background; this one shows what it says until it is ready or has failed. */
final class Detached {
    private static final Duration POLL = Duration.ofMillis(100);

    private final DataDirectory data;
    private final PrintWriter out;

    Detached(DataDirectory data, PrintWriter out) {
        this.data = data;
        this.out = out;
    }

    int run() throws IOException, InterruptedException {
        Path output = data.run().resolve("up.out");
        Files.deleteIfExists(output);
        Process runner = new ProcessBuilder(OwnSession.command(command())).redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
        runner.getOutputStream().close();
        var files = new RunFiles(data);
        try (var said = new RandomAccessFile(output.toFile(), "r")) {
            boolean ready = false;
            while (runner.isAlive() && !ready) {
                Thread.sleep(POLL);
                ready = files.read().filter(it -> it.ready() && it.runner().pid() == runner.pid()).isPresent()
                        && saidReady(output);
                repeat(said);
            }
            repeat(said);
            return ready ? ExitCode.OK : runner.waitFor();
        }
    }

    private static boolean saidReady(Path output) throws IOException {
        return Files.readString(output).contains("./orderflow down");
    }

    private void repeat(RandomAccessFile said) throws IOException {
        var bytes = new byte[(int) (said.length() - said.getFilePointer())];
        said.readFully(bytes);
        out.print(new String(bytes, StandardCharsets.UTF_8));
        out.flush();
    }

    private static List<String> command() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        String[] arguments = self.arguments()
            .orElseThrow(() -> new CannotRunException(ExitCode.UNAVAILABLE,
                    "This system does not tell how this command was started: use 'up' without --detach."));
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        List.of(arguments).stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        return command;
    }
}
