package io.orderflow.gateway;

import java.util.function.LongSupplier;

/**
 * Refuses here what the application would refuse anyway, since a refusal by the application costs a whole exchange. As
 * soon as that refuses, somewhat more goes on than it accepted in the last second, evenly, much more when it refused
 * none of late, until nothing was refused for a second: after client-side throttling (Beyer et al., Site Reliability
 * Engineering, 2016, chapter 21), with a rate in place of a probability, which an abrupt end of the overload would
 * leave too high. What is on its way and not decided counts for nothing, so that a burst is not taken for an overload.
 * Thread-safe.
 */
final class Throttle {
    /**
     * What goes on, as a multiple of what was accepted: a third more finds out quickly that the application takes more
     * again, and costs a refusal there for every third that is accepted.
     */
    static final double LET_ON = 1.33;
    /** The same when the application refused nothing for half a second. */
    static final double LET_ON_AGAIN = 3;
    /** So many a second are always let on, also when the application accepted none. */
    static final int PER_SECOND_MIN = 32;
    private static final long AGAIN_AFTER_NANOS = 500_000_000;
    private static final double BURST_SECONDS = 0.1;
    private static final int SLICES = 10;
    private static final long SLICE_NANOS = 100_000_000;
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final long[] accepted = new long[SLICES];
    private long acceptedInAll;
    private long slice;
    private boolean refusing;
    /** By the application or here. */
    private long refusedNanos;
    private long refusedThereNanos;
    private double places;
    private long placesNanos;

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.slice = Math.floorDiv(nanoTime.getAsLong(), SLICE_NANOS);
    }

    /** Whether this request is refused here. */
    synchronized boolean refuses() {
        if (!refusing) {
            return false;
        }
        long now = turn();
        if (now - refusedNanos > SLICES * SLICE_NANOS) {
            refusing = false;
            return false;
        }
        double letOn = now - refusedThereNanos > AGAIN_AFTER_NANOS ? LET_ON_AGAIN : LET_ON;
        double perSecond = Math.max(letOn * acceptedInAll, PER_SECOND_MIN);
        places = Math.min(places + (now - placesNanos) / NANOS * perSecond, Math.max(1, perSecond * BURST_SECONDS));
        placesNanos = now;
        if (places < 1) {
            refusedNanos = now;
            return true;
        }
        places--;
        return false;
    }

    /** What the application said to one that was let on. */
    synchronized void decided(boolean wasAccepted) {
        long now = turn();
        if (wasAccepted) {
            accepted[(int) Math.floorMod(slice, (long) SLICES)]++;
            acceptedInAll++;
            return;
        }
        refusedNanos = now;
        refusedThereNanos = now;
        if (!refusing) {
            refusing = true;
            places = 1;
            placesNanos = now;
        }
    }

    /** Forgets what is older than a second. */
    private long turn() {
        long nanos = nanoTime.getAsLong();
        long now = Math.floorDiv(nanos, SLICE_NANOS);
        long passed = Math.min(now - slice, SLICES);
        for (long i = 1; i <= passed; i++) {
            int index = (int) Math.floorMod(now - passed + i, (long) SLICES);
            acceptedInAll -= accepted[index];
            accepted[index] = 0;
        }
        slice = Math.max(slice, now);
        return nanos;
    }
}
