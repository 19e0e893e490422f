package io.orderflow.eventstore;

import java.time.Duration;

/**
 * The end of a caller's patience. What it asked for and has not begun by then is not begun; what has begun goes on, and
 * its outcome is open to the caller.
 *
 * @param atNanos by {@link System#nanoTime()}
 */
public record Deadline(long atNanos) {
    /** Bound while somebody waits for what is done; unbound for work that waits as long as it takes. */
    public static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();
    private static final Deadline NONE = new Deadline(System.nanoTime() + Long.MAX_VALUE / 2);

    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** The one that is bound, or one that is never reached. */
    public static Deadline current() {
        return CURRENT.orElse(NONE);
    }

    /** 0 when it has passed. */
    public long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    public boolean hasPassed() {
        return atNanos - System.nanoTime() <= 0;
    }
}
