package io.orderflow.load.openloop;

import java.time.Duration;
import java.util.SplittableRandom;

/** When requests are due. Not safe for several threads. */
@FunctionalInterface
public interface Schedule {
    /** There is no further arrival. */
    long OVER = -1;

    /** Nanoseconds from the start to the next arrival, never less than the one before; {@link #OVER} after the last. */
    long nextNanos();

    /** Independent arrivals at a mean rate per second; the same seed makes the same ones. */
    static Schedule poisson(double ratePerSecond, Duration duration, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return spaced(duration, () -> -Math.log1p(-random.nextDouble()) * 1e9 / ratePerSecond);
    }

    /** Arrivals at the same distance from each other. */
    static Schedule fixed(double ratePerSecond, Duration duration) {
        return spaced(duration, () -> 1e9 / ratePerSecond);
    }

    /** All at the start. */
    static Schedule atOnce(int requests) {
        int[] left = {requests};
        return () -> left[0]-- > 0 ? 0 : OVER;
    }

    /**
     * This one, and another one whose start lies so long after the start of this one; it must have ended by then.
     */
    default Schedule then(Duration startOfOther, Schedule other) {
        boolean[] over = {false};
        return () -> {
            long next = over[0] ? OVER : nextNanos();
            if (next != OVER) {
                return next;
            }
            over[0] = true;
            long later = other.nextNanos();
            return later == OVER ? OVER : startOfOther.toNanos() + later;
        };
    }

    private static Schedule spaced(Duration duration, Pause pause) {
        double[] at = {0};
        double end = duration.toNanos();
        return () -> {
            at[0] += pause.nextNanos();
            return at[0] < end ? (long) at[0] : OVER;
        };
    }

    /** From one arrival to the next. */
    interface Pause {
        double nextNanos();
    }
}
