package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./orderflow} of this checkout on a data directory of the tests. */
final class Launcher {
    private static final Duration RUN_MAX = Duration.ofMinutes(5);
    private final Path checkout;

    private Launcher(Path checkout) {
        this.checkout = checkout;
    }

    static Launcher ofThisCheckout() {
        return new Launcher(checkout());
    }

    static Path checkout() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("LICENSE")) && Files.exists(folder.resolve("event-store"))) {
                return folder;
            }
        }
        throw new AssertionError("no folder above " + Path.of("").toAbsolutePath() + " is the root of the sources");
    }

    /** What a command printed, errors included. */
    record Result(int exitCode, String output) {}

    /** A command that runs on. */
    record Background(Process process, Path output) {
        Result await() {
            return Launcher.await(process, output);
        }
    }

    /**
     * The build that runs this test has just made every jar: the launcher need not make them again. It looks at the
     * time of this file.
     */
    void takeJarsAsBuilt() {
        try {
            Path stamp = Files.createDirectories(checkout.resolve("target")).resolve("orderflow-built");
            Files.writeString(stamp, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path data() {
        return checkout.resolve("infra/end-to-end/target/system");
    }

    Result run(String command, String... options) {
        return start(command, options).await();
    }

    Background start(String command, String... options) {
        List<String> line = new ArrayList<>();
        line.add(checkout.resolve("orderflow").toString());
        line.addAll(List.of(command.split(" ", -1)));
        line.addAll(List.of(options));
        line.addAll(List.of("--data", data().toString()));
        try {
            Path output = Files.createTempFile("orderflow-" + command.replace(' ', '-'), ".out");
            Process process = new ProcessBuilder(line).directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
            process.getOutputStream().close();
            return new Background(process, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Result await(Process process, Path output) {
        try {
            if (!process.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    static String[] append(String[] options, String... more) {
        String[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return all;
    }
}
