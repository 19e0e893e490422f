package io.orderflow.load.openloop;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A client that behaves: it sends again what was refused or not answered, no sooner than {@code Retry-After} says or
 * than its own pause, which doubles, and somewhat later by chance, so that many such clients do not come back together.
 */
public final class PatientRetries implements RetryPolicy {
    private static final int SERVER_ERRORS = 500;
    private static final int CONFLICT = 409;
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);
    private final int attemptsMax;
    private final Duration pauseFirst;
    private final SplittableRandom random;

    /**
     * @param attemptsMax of one call, the first included
     * @param pauseFirst where the answer does not say how long
     */
    public PatientRetries(int attemptsMax, Duration pauseFirst, long seed) {
        this.attemptsMax = attemptsMax;
        this.pauseFirst = pauseFirst;
        random = new SplittableRandom(seed);
    }

    @Override
    public long pauseNanos(Attempt attempt, Answer answer) {
        boolean worthwhile = answer.isRefused() || answer.status() == 0 || answer.status() >= SERVER_ERRORS
                || answer.status() == CONFLICT;
        if (!worthwhile || attempt.number() >= attemptsMax) {
            return NO_MORE;
        }
        long own = pauseFirst.toNanos() << (attempt.number() - 1);
        long pause = Math.max(own, retryAfterNanos(answer.header("Retry-After")));
        return pause + random.nextLong(pause / 2 + 1);
    }

    private static long retryAfterNanos(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("\\d{1,4}")) {
            return 0;
        }
        return Math.min(Duration.ofSeconds(Long.parseLong(seconds)).toNanos(), RETRY_AFTER_MAX.toNanos());
    }
}
