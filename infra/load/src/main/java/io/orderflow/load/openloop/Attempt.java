package io.orderflow.load.openloop;

import org.jspecify.annotations.Nullable;

/** One sending of a call. Belongs to the driver's thread. */
public final class Attempt {
    private final Call call;
    private final int number;
    private final long firstDueNanos;
    private final long dueNanos;
    long sentNanos;
    @Nullable
    Connection connection;
    boolean concluded;

    private Attempt(Call call, int number, long firstDueNanos, long dueNanos) {
        this.call = call;
        this.number = number;
        this.firstDueNanos = firstDueNanos;
        this.dueNanos = dueNanos;
    }

    static Attempt first(Call call, long dueNanos) {
        return new Attempt(call, 1, dueNanos, dueNanos);
    }

    Attempt again(long laterDueNanos) {
        return new Attempt(call, number + 1, firstDueNanos, laterDueNanos);
    }

    public Call call() {
        return call;
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** When the call's first attempt was due, as {@link System#nanoTime()} counts. */
    public long firstDueNanos() {
        return firstDueNanos;
    }

    /** When this attempt was due. */
    public long dueNanos() {
        return dueNanos;
    }

    /** When the driver came to it; the distance to when it was due is the driver's own lateness. */
    public long sentNanos() {
        return sentNanos;
    }
}
