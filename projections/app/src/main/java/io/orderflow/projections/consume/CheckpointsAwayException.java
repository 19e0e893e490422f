package io.orderflow.projections.consume;

import org.jspecify.annotations.Nullable;

/** The checkpoints could not be read while partitions came in; passes when the database is back. */
final class CheckpointsAwayException extends RuntimeException {
    CheckpointsAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
