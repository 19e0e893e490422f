package io.orderflow.worker;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one step after the other until it is closed. Whatever a step throws is logged, counted, shown and,
 * unless the settings say that it ends the worker, followed by another step after a pause; so the thread cannot end
 * unseen. Any thread may wake, look and close.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    /** How often a failure that goes on is logged. */
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
    /** How long an interrupted step is waited for. */
    private static final Duration INTERRUPTED_MAX = Duration.ofSeconds(5);
    private static final long BETWEEN_STEPS = Long.MIN_VALUE;
    private static final double PAUSE_FACTOR = 2;
    private static final double PAUSE_RANDOM_PART = 0.5;

    private final WorkerSettings settings;
    private final Step step;
    private final Consumer<Worker> closedListener;
    private final IntervalFunction pauses;
    private final WakeUp wakeUp = new WakeUp();
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> strike = new AtomicReference<>();
    private volatile boolean closed;
    /** By {@link System#nanoTime}, of the step at hand. */
    private volatile long beatNanos = BETWEEN_STEPS;
    private volatile @Nullable Trouble trouble;
    /** Thrown while a failure was dealt with. */
    private volatile @Nullable Throwable undealt;
    private volatile Instant wellSince = Instant.now();
    private final AtomicLong failures = new AtomicLong();

    /**
     * What is not over.
     *
     * @param inARow steps that have failed one after the other
     * @param loggedNanos when it was logged last
     */
    private record Trouble(Throwable last, Instant since, int inARow, boolean isEnd, long loggedNanos) {}

    Worker(WorkerSettings settings, Step step, Consumer<Worker> closedListener) {
        this.settings = settings;
        this.step = step;
        this.closedListener = closedListener;
        this.pauses = IntervalFunction.ofExponentialRandomBackoff(settings.pauseMin(), PAUSE_FACTOR, PAUSE_RANDOM_PART,
                settings.pauseMax());
        this.thread = Thread.ofPlatform().name(settings.name()).daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed && !hasEnded()) {
            try {
                workUntilFailure();
            } catch (Throwable failure) {
                survive(failure);
            }
        }
        cleanUp();
    }

    /** What is thrown while a failure is dealt with, such as for want of memory, ends the worker no more than that. */
    private void survive(Throwable failure) {
        try {
            failed(failure);
        } catch (Throwable another) {
            beatNanos = BETWEEN_STEPS;
            undealt = another;
            cleanUp();
            LockSupport.parkNanos(settings.pauseMax().toNanos());
        }
    }

    private void workUntilFailure() throws Exception {
        while (!closed) {
            beat();
            Throwable struck = strike.getAndSet(null);
            Duration pause = struck == null ? step.run() : fail(struck);
            beatNanos = BETWEEN_STEPS;
            well();
            if (pause.isPositive() && !closed) {
                wakeUp.await(pause);
            }
        }
    }

    private static Duration fail(Throwable struck) throws Exception {
        switch (struck) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(struck);
        }
    }

    private void well() {
        undealt = null;
        Trouble over = trouble;
        if (over != null) {
            trouble = null;
            wellSince = Instant.now();
            LOG.info("{} goes on after {} failures since {}", settings.name(), over.inARow, over.since);
        }
    }

    /** Only when this itself throws, such as for want of memory, is the failure not logged; it is counted first. */
    private void failed(Throwable failure) {
        beatNanos = BETWEEN_STEPS;
        if (closed) {
            LOG.debug("{} was closed", settings.name(), failure);
            return;
        }
        failures.incrementAndGet();
        Trouble before = trouble;
        Trouble now = next(before, failure);
        trouble = now;
        if (before == null || now.loggedNanos != before.loggedNanos) {
            log(now, failure);
        }
        cleanUp();
        if (!now.isEnd) {
            pause(Duration.ofMillis(pauses.apply(now.inARow)));
        }
    }

    private void cleanUp() {
        try {
            settings.afterFailure().run();
        } catch (RuntimeException | Error failure) {
            LOG.atWarn().setCause(failure).log("{} could not put away what a failure left", settings.name());
        }
    }

    private Trouble next(@Nullable Trouble before, Throwable failure) {
        long nowNanos = System.nanoTime();
        boolean ends = settings.ends().test(failure);
        if (before == null) {
            return new Trouble(failure, Instant.now(), 1, ends, nowNanos);
        }
        boolean isNews = ends || before.last.getClass() != failure.getClass()
                || nowNanos - before.loggedNanos >= LOG_INTERVAL.toNanos();
        return new Trouble(failure, before.since, before.inARow + 1, ends, isNews ? nowNanos : before.loggedNanos);
    }

    private void log(Trouble now, Throwable failure) {
        var level = failure instanceof Error || now.isEnd ? LOG.atError() : LOG.atWarn();
        level.addKeyValue("worker", settings.name())
            .setCause(failure)
            .log(now.isEnd ? "{} has ended" : "{} failed and tries again", settings.name());
    }

    private void pause(Duration most) {
        try {
            wakeUp.await(most);
        } catch (InterruptedException _) {
            // Either it is closed, or somebody was impatient: the loop looks.
        }
    }

    /** Ends the pause at hand, or the next one. */
    public void wake() {
        wakeUp.signal();
    }

    /** For a step that takes long and still moves: it is not stalled now. Called by the step. */
    public void beat() {
        beatNanos = System.nanoTime();
    }

    void strike(Throwable failure) {
        strike.set(failure);
        wake();
    }

    public WorkerStatus status() {
        Trouble now = trouble;
        Duration inStep = inStep();
        if (now != null && now.isEnd) {
            return status(WorkerState.ENDED, now.since, describe(now.last));
        }
        if (inStep.compareTo(settings.stalledAfter()) > 0) {
            return status(WorkerState.STALLED, Instant.now().minus(inStep),
                    "in one step for " + inStep.toSeconds() + " s");
        }
        if (isGone()) {
            return status(WorkerState.ENDED, wellSince, "its thread has ended");
        }
        if (now != null) {
            return status(WorkerState.FAILING, now.since, describe(now.last));
        }
        Throwable unsaid = undealt;
        if (unsaid != null) {
            return status(WorkerState.FAILING, wellSince, describe(unsaid));
        }
        return status(WorkerState.RUNNING, wellSince, null);
    }

    private WorkerStatus status(WorkerState state, Instant since, @Nullable String problem) {
        return new WorkerStatus(settings.name(), state, since, failures.get(), problem);
    }

    private Duration inStep() {
        long since = beatNanos;
        return since == BETWEEN_STEPS ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private boolean isGone() {
        return !closed && thread.getState() == Thread.State.TERMINATED;
    }

    private boolean hasEnded() {
        Trouble now = trouble;
        return now != null && now.isEnd;
    }

    /** What ended it; null while it works. */
    public @Nullable Throwable end() {
        Trouble now = trouble;
        if (now != null && now.isEnd) {
            return now.last;
        }
        return isGone() ? new IllegalStateException("the thread of " + settings.name() + " has ended") : null;
    }

    /** False when its thread has ended: it was closed and no step is under way, or it came to its end. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * Returns when the step at hand has ended; one that does not end within the settings' time is interrupted, and one
     * that does not end then either is left to itself. To be called from another thread.
     */
    @Override
    public void close() {
        closed = true;
        wakeUp.signal();
        try {
            if (!thread.join(settings.stopMax())) {
                thread.interrupt();
                if (!thread.join(INTERRUPTED_MAX)) {
                    LOG.warn("{} does not end: it is left to itself", settings.name());
                }
            }
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            closedListener.accept(this);
        }
    }
}
