package io.orderflow.contract;

/** An event that this version of the contract cannot read: retrying does not help, a reader parks its stream. */
public sealed class UnreadableEventException extends RuntimeException permits UnknownEventException {
    UnreadableEventException(String message) {
        super(message);
    }

    UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
