package io.orderflow.runner;

import io.orderflow.load.machine.ProcessorShare;
import io.orderflow.servers.OwnSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application as a process of its own. */
final class ServiceProcess implements Running {
    /** The clean stop of a recorded run also writes down what it learned. */
    private static final int STOP_SECONDS_MAX = 120;

    private final Process process;
    private final URI readiness;
    private final AheadOfTimeCache cache;
    private volatile boolean wasReady;
    private final boolean first;

    private ServiceProcess(Process process, URI readiness, AheadOfTimeCache cache,
            boolean first) {
        this.first = first;
        this.process = process;
        this.readiness = readiness;
        this.cache = cache;
    }

    /** @param first whether it has its turn before others at busy processors, where the system allows that */
    static ServiceProcess launch(Program program, Map<String, String> environment, URI readiness, Path log,
            boolean first) throws IOException {
        var builder = new ProcessBuilder(OwnSession.command(program.command())).redirectErrorStream(true);
        InheritedEnvironment.reduce(builder.environment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        new RotatingLog(log, RotatingLog.BYTES_MAX).drain(process.getInputStream());
        return new ServiceProcess(process, readiness, program.cache(), first);
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public boolean isReady() {
        boolean ready = Http.status(readiness) == 200;
        if (ready && !wasReady) {
            wasReady = true;
            if (first) {
                // Not before: until then it may still be in the session of this process.
                var _ = ProcessorShare.raise(process.pid());
            }
        }
        return ready;
    }

    @Override
    public boolean hasEnded() {
        return !process.isAlive();
    }

    @Override
    public String awaitEnd() throws InterruptedException {
        return "ended with exit code " + process.waitFor();
    }

    @Override
    public void stop() {
        boolean clean = endsInTime();
        if (!clean) {
            process.destroyForcibly();
        }
        if (!clean || !wasReady) {
            cache.dropRecorded();
        }
    }

    private boolean endsInTime() {
        process.destroy();
        try {
            return process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
