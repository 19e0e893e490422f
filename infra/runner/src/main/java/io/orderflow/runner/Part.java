package io.orderflow.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the system under supervision: launched, awaited, and launched again, ever more slowly, when it ends
 * unasked.
 */
final class Part {
    /** Launches one run; may block until it can be used. */
    interface Launcher {
        Running launch() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Part.class);
    private static final Duration READY_MAX = Duration.ofMinutes(5);
    private static final Duration READY_POLL = Duration.ofMillis(50);
    private static final Duration BACKOFF_MIN = Duration.ofMillis(250);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(15);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);
    private static final long STOP_MILLIS_MAX = 150_000;

    private final String name;
    private final int port;
    private final Launcher launcher;
    private final Runnable onChange;
    private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();
    private final Thread thread;

    private @Nullable Running running;
    private boolean stopping;
    private PartState state = PartState.STOPPED;
    private int restarts;
    private @Nullable String lastProblem;

    Part(String name, int port, Launcher launcher, Runnable onChange) {
        this.name = name;
        this.port = port;
        this.launcher = launcher;
        this.onChange = onChange;
        this.thread = Thread.ofPlatform().name("part-" + name).unstarted(this::supervise);
    }

    String name() {
        return name;
    }

    /** Returns at once. The result is the time that the part took to be ready, or why its first start failed. */
    CompletableFuture<Duration> start() {
        thread.start();
        return firstReady;
    }

    void stop() {
        Running current;
        synchronized (this) {
            stopping = true;
            current = running;
        }
        if (current != null) {
            current.stop();
        }
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        become(PartState.STOPPED);
    }

    synchronized PartReport report() {
        ProcessHandle process = running == null ? null : running.process();
        boolean inRunner = running != null && process == null;
        ProcessHandle shown = inRunner ? ProcessHandle.current() : process;
        return new PartReport(name, port, state, shown == null ? null : ProcessIdentity.of(shown), inRunner, restarts,
                lastProblem);
    }

    private void supervise() {
        Duration backoff = BACKOFF_MIN;
        while (!isStopping()) {
            long begunNanos = System.nanoTime();
            String problem = runOnce(begunNanos);
            if (isStopping()) {
                return;
            }
            if (firstReady.isCompletedExceptionally()) {
                become(PartState.STOPPED);
                return;
            }
            backoff = since(begunNanos).compareTo(STABLE_AFTER) > 0 ? BACKOFF_MIN : backoff;
            noteRestart(problem, backoff);
            pause(backoff);
            backoff = backoff.multipliedBy(2).compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : backoff.multipliedBy(2);
        }
    }

    /** @return how it ended */
    private String runOnce(long begunNanos) {
        try {
            become(restarts == 0 ? PartState.STARTING : PartState.RESTARTING);
            Running launched = launcher.launch();
            if (!adopt(launched)) {
                launched.stop();
                return "stopped";
            }
            if (!awaitReady(launched)) {
                launched.stop();
                String problem = launched.awaitEnd() + " before it was ready";
                firstReady.completeExceptionally(new CannotRunException(ExitCode.UNAVAILABLE,
                        "%s %s: see its log with './orderflow logs %s'.".formatted(name, problem, name)));
                return problem;
            }
            become(PartState.READY);
            firstReady.complete(since(begunNanos));
            return launched.awaitEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (Exception e) {
            LOG.debug("{} could not be started", name, e);
            firstReady.completeExceptionally(e);
            return String.valueOf(e.getMessage());
        } finally {
            release();
        }
    }

    private boolean awaitReady(Running launched) throws InterruptedException {
        long begunNanos = System.nanoTime();
        while (!launched.hasEnded() && since(begunNanos).compareTo(READY_MAX) < 0) {
            if (launched.isReady()) {
                return true;
            }
            Thread.sleep(READY_POLL);
        }
        return false;
    }

    /** Not by the clock, which can be set while somebody waits. */
    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void noteRestart(String problem, Duration backoff) {
        synchronized (this) {
            restarts++;
            lastProblem = Instant.now() + " " + problem;
        }
        become(PartState.RESTARTING);
        LOG.warn("{} {}; it is started again in {} ms (restart {})", name, problem, backoff.toMillis(), restarts);
    }

    private boolean adopt(Running launched) {
        synchronized (this) {
            if (stopping) {
                return false;
            }
            running = launched;
        }
        onChange.run();
        return true;
    }

    private synchronized void release() {
        running = null;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private void become(PartState next) {
        synchronized (this) {
            state = next;
        }
        onChange.run();
    }

    private static void pause(Duration backoff) {
        try {
            Thread.sleep(backoff);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
