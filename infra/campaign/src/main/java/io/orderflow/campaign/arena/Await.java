package io.orderflow.campaign.arena;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for facts. */
public final class Await {
    /** Longer than any timeout of the store, the relay and their clients. */
    public static final Duration MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(10);

    private Await() {}

    /**
     * Returns once it is true.
     *
     * @param what in words that continue "it took too long until"
     * @throws StuckException after {@link #MAX}
     */
    public static void until(String what, BooleanSupplier fact) {
        long deadlineNanos = System.nanoTime() + MAX.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new StuckException("more than " + MAX.toSeconds() + " s went by until " + what);
            }
            sleep(POLL);
        }
    }

    public static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StuckException("the campaign was interrupted");
        }
    }
}
