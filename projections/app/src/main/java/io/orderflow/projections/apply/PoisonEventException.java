package io.orderflow.projections.apply;

/** An event that cannot be applied however often it is tried; the transaction itself is unharmed. */
final class PoisonEventException extends Exception {
    private final transient Exception failure;

    PoisonEventException(Exception failure) {
        super(failure);
        this.failure = failure;
    }

    Exception failure() {
        return failure;
    }
}
