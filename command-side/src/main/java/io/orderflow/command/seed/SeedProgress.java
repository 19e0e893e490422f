package io.orderflow.command.seed;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How far the import is. Written by many threads, read by any. */
final class SeedProgress {
    /** Where it stands. */
    enum State {
        NONE, RUNNING, DONE, FAILED
    }

    /**
     * As {@code GET /admin/v1/seed} shows it.
     *
     * @param done commands with an outcome
     * @param total commands in all
     * @param etaSeconds 0 unless running
     * @param linesWithoutOrder lines that the data set holds for orders that it does not hold; they are left out
     * @param error why it failed; null unless it did
     */
    record View(State state, long done, long total, double ratePerSecond, long etaSeconds, int linesWithoutOrder,
            @Nullable String error) {}

    private final LongAdder done = new LongAdder();
    private volatile State state = State.NONE;
    private volatile long total;
    private volatile int linesWithoutOrder;
    private volatile long startedNanos;
    private volatile long endedNanos;
    private volatile @Nullable String error;

    void started() {
        startedNanos = System.nanoTime();
        error = null;
        state = State.RUNNING;
    }

    void planned(long commands, int withoutOrder) {
        total = commands;
        linesWithoutOrder = withoutOrder;
    }

    void oneDone() {
        done.increment();
    }

    void finished() {
        endedNanos = System.nanoTime();
        state = State.DONE;
    }

    /** It was done in a former life of this system. */
    void wasDone(long commands) {
        done.add(commands);
        total = commands;
        state = State.DONE;
    }

    void failed(String why) {
        endedNanos = System.nanoTime();
        error = why;
        state = State.FAILED;
    }

    View view() {
        State now = state;
        long finished = done.sum();
        double rate = rate(now, finished);
        long eta = now == State.RUNNING && rate > 0 ? Math.round(Math.ceil((total - finished) / rate)) : 0;
        return new View(now, finished, total, Math.round(rate * 10) / 10.0, eta, linesWithoutOrder, error);
    }

    private double rate(State now, long finished) {
        if (startedNanos == 0) {
            return 0;
        }
        long until = now == State.RUNNING ? System.nanoTime() : endedNanos;
        return finished * (double) Duration.ofSeconds(1).toNanos() / Math.max(1, until - startedNanos);
    }
}
