package io.orderflow.command.fulfilment;

import java.time.Duration;

/**
 * How hard the payment provider is tried.
 *
 * @param triesMax unanswered calls before a payment times out, 1 to 10
 * @param backoff pause after the first unanswered call, doubled after each further one; the last one gives a late
 *        answer its chance before the payment times out
 * @param deadline after which a payment times out in any case, from when its order was reserved
 * @param voidTriesMax unanswered calls before giving money back counts as failed
 */
record PaymentPolicy(int triesMax, Duration backoff, Duration deadline, int voidTriesMax) {
    private static final Duration BACKOFF_MAX = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 16;

    PaymentPolicy {
        if (triesMax < 1 || triesMax > 10) {
            throw new IllegalArgumentException("tries-max is between 1 and 10, not " + triesMax);
        }
        if (voidTriesMax < 1) {
            throw new IllegalArgumentException("void-tries-max is at least 1, not " + voidTriesMax);
        }
        if (backoff.isNegative() || deadline.isNegative()) {
            throw new IllegalArgumentException("backoff and deadline are not negative");
        }
    }

    /**
     * @param unanswered calls so far, at least 1
     */
    Duration backoffAfter(int unanswered) {
        Duration pause = backoff.multipliedBy(1L << Math.min(unanswered - 1, DOUBLINGS_MAX));
        return pause.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : pause;
    }
}
