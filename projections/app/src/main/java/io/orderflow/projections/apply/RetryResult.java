package io.orderflow.projections.apply;

import org.jspecify.annotations.Nullable;

/** What a retry of a parked stream came to. */
public sealed interface RetryResult {
    /** The stream is not parked in this projection. */
    record NotParked() implements RetryResult {}

    /**
     * All its events are applied and the stream flows again.
     *
     * @param events applied now
     */
    record Released(int events) implements RetryResult {}

    /** Nothing was applied: the letter at this offset failed. */
    record StillParked(int partition, long kafkaOffset, String errorClass,
            @Nullable String errorMessage) implements RetryResult {}
}
