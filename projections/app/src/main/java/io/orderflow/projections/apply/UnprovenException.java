package io.orderflow.projections.apply;

/** A record named the log, and what it says needs more than that: nothing was applied, the log has to be asked. */
final class UnprovenException extends Exception {
    UnprovenException(String message) {
        super(message);
    }
}
