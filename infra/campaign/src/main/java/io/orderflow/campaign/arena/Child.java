package io.orderflow.campaign.arena;

import io.orderflow.servers.OwnSession;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM of the campaign. It ends when its standard input does, and so with the campaign, however that ends.
 */
final class Child {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8",
            "-Dlogback.configurationFile=io/orderflow/campaign/child-logback.xml");
    private static final Duration END_MAX = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Writer orders;
    private final Thread listener;

    private Child(String name, Process process, Consumer<String> lines) {
        this.name = name;
        this.process = process;
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.listener = Thread.ofPlatform().name(name).daemon(true).start(() -> listen(lines));
    }

    /**
     * @param logs folder for what it says on standard error
     * @param lines gets each line of its standard output, on a thread of its own
     */
    static Child start(String name, Class<?> main, List<String> arguments, int heapMegabytesMax, Path logs,
            Consumer<String> lines) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytesMax + "m");
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Files.createDirectories(logs);
            Process process = new ProcessBuilder(OwnSession.command(command))
                .redirectError(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".log").toFile()))
                .start();
            return new Child(name, process, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The process " + name + " could not be started", e);
        }
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Says nothing when the process has ended. */
    void order(List<String> lines) {
        try {
            for (String line : lines) {
                orders.write(line);
                orders.write('\n');
            }
            orders.flush();
        } catch (IOException _) {
            // Its end is noticed elsewhere.
        }
    }

    /** SIGKILL; returns when it has ended and all that it said was heard. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    void pause() {
        Signals.send("STOP", process.pid());
    }

    void resume() {
        Signals.send("CONT", process.pid());
    }

    /** Returns when it has ended and all that it said was heard; kills it when that takes too long. */
    void awaitEnd() {
        try {
            if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new StuckException(
                        "the process " + name + " did not end within " + END_MAX.toSeconds() + " s: see its log");
            }
            listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StuckException("interrupted while waiting for " + name);
        }
    }

    private void listen(Consumer<String> lines) {
        try (var output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
            }
        } catch (IOException _) {
            // The same as its end.
        }
    }
}
