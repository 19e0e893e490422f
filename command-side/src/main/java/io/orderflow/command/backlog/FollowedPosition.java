package io.orderflow.command.backlog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far one reader of the log is behind, of what was read of it last. One thread tells, any thread asks. */
final class FollowedPosition {
    static final Duration AWAY_AFTER = Duration.ofSeconds(10);

    private final boolean countsStandingStill;
    private long position = -1;
    private long movedAtNanos;
    private volatile Duration age = Duration.ZERO;
    private volatile boolean counted;

    FollowedPosition(boolean countsStandingStill) {
        this.countsStandingStill = countsStandingStill;
    }

    void moved(BacklogReader.@Nullable Position read) {
        moved(read, System.nanoTime());
    }

    void moved(BacklogReader.@Nullable Position read, long nowNanos) {
        if (read == null) {
            age = Duration.ZERO;
            counted = false;
            return;
        }
        if (read.position() != position) {
            // The first position that is seen may have been there for long.
            movedAtNanos = position < 0 ? nowNanos - AWAY_AFTER.toNanos() : nowNanos;
            position = read.position();
        }
        counted = countsStandingStill || nowNanos - movedAtNanos < AWAY_AFTER.toNanos();
        age = counted
                ? Duration.ofNanos((long) (Math.max(0, read.secondsBehind()) * 1e9))
                : Duration.ZERO;
    }

    /** Whether it is at work, as far as anybody can tell. */
    boolean isCounted() {
        return counted;
    }

    Duration age() {
        return age;
    }
}
