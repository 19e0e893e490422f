package io.orderflow.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL's main process as seen from outside, found by the pid file of its data directory and proven to be it by
 * its command line.
 */
final class Postmaster {
    private static final Duration FAST_STOP_MAX = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_STOP_MAX = Duration.ofSeconds(10);

    private Postmaster() {}

    /**
     * The server that runs on this data directory, whoever started it. A pid that was given to another program since
     * does not count.
     */
    static Optional<ProcessHandle> of(Path dataDirectory) throws IOException {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .filter(process -> process.info()
                .commandLine()
                .filter(line -> line.contains("postgres") && line.contains(dataDirectory.toString()))
                .isPresent());
    }

    /** Ends sessions and stops cleanly; gets harsher step by step, none of which loses a committed transaction. */
    static void stop(ProcessHandle postmaster) throws IOException, InterruptedException {
        signal(postmaster, "INT");
        if (ended(postmaster, FAST_STOP_MAX)) {
            return;
        }
        signal(postmaster, "QUIT");
        if (!ended(postmaster, IMMEDIATE_STOP_MAX)) {
            postmaster.destroyForcibly();
            ended(postmaster, IMMEDIATE_STOP_MAX);
        }
    }

    private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        }
    }

    private static boolean ended(ProcessHandle process, Duration max) throws InterruptedException {
        try {
            process.onExit().get(max.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
