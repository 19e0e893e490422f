package io.orderflow.load.openloop;

/** Whether a call is sent again, with the same key. */
@FunctionalInterface
public interface RetryPolicy {
    long NO_MORE = -1;
    RetryPolicy NEVER = (_, _) -> NO_MORE;

    /** Nanoseconds from the answer to the next attempt; {@link #NO_MORE} for none. */
    long pauseNanos(Attempt attempt, Answer answer);
}
