package io.orderflow.projections.apply;

import org.jspecify.annotations.Nullable;

/** What a retry of a parked stream came to. */
public sealed interface RetryResult {
    /** The stream is not parked in this projection. */
    record NotParked() implements RetryResult {}

    /**
     * All its events are applied and the stream flows again.
     *
     * @param events applied now; 0 also when none of what was parked is in the log
     */
    record Released(int events) implements RetryResult {}

    /**
     * The event at this position failed.
     *
     * @param events applied before it, in whole pages
     */
    record StillParked(int events, long position, String errorClass,
            @Nullable String errorMessage) implements RetryResult {}
}
