package io.orderflow.load.invariants;

/** The invariants could not be recomputed; says nothing about whether they hold. */
public final class AuditFailedException extends RuntimeException {
    AuditFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
