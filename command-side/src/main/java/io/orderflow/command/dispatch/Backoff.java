package io.orderflow.command.dispatch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: a random part of a bound that doubles with each attempt, so that writers which met once do
 * not meet again.
 *
 * @param first bound of the pause after the first attempt
 * @param max bound of any pause
 */
record Backoff(Duration first, Duration max) {
    static final Backoff DEFAULT = new Backoff(Duration.ofMillis(4), Duration.ofMillis(250));

    /** Blocks; false when the thread was interrupted and should give up. */
    boolean pause(int attempt) {
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(boundNanos(attempt)) + 1));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long boundNanos(int attempt) {
        return Math.min(max.toNanos(), first.toNanos() << Math.min(attempt - 1, 20));
    }
}
