package io.orderflow.benchmarks.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says on a stream how far the run is, how quick and for how much longer. Safe for any number of threads. */
public final class Progress {
    private static final long STEP_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final int total;
    private final long startNanos = System.nanoTime();
    private int done;
    private long nextStepNanos = startNanos;

    /**
     * @param total figures of the whole run
     */
    public Progress(PrintStream out, int total) {
        this.out = out;
        this.total = total;
    }

    /** A figure was taken. */
    public synchronized void figure(String measure, String side, double value, String unit) {
        done++;
        Duration each = Duration.ofNanos((System.nanoTime() - startNanos) / done);
        out.printf(Locale.ROOT, "[%d/%d, %.1f figures/min, about %s left] %s · %s: %s %s%n", done, total,
                60e9 / each.toNanos(), Numbers.time(each.multipliedBy(Math.max(0, total - done))), measure, side,
                Numbers.plain(value), unit);
    }

    /** Something takes long that is no figure; prints every few seconds, and nothing of what takes less. */
    public synchronized void step(String task, long count, long of, long sinceNanos) {
        long now = System.nanoTime();
        if (now < Math.max(nextStepNanos, sinceNanos + STEP_NANOS)) {
            return;
        }
        nextStepNanos = now + STEP_NANOS;
        double perSecond = count * 1e9 / Math.max(1, now - sinceNanos);
        Duration left = Duration.ofSeconds((long) ((of - count) / Math.max(1, perSecond)));
        out.printf(Locale.ROOT, "  %s: %,d of %,d, %,.0f/s, about %s left%n", task, count, of, perSecond,
                Numbers.time(left));
    }

    public void say(String line) {
        out.println(line);
    }
}
