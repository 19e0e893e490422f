package io.orderflow.contract;

/** An event of a type or schema version that this release does not know: a later one may read it. */
public final class UnknownEventException extends UnreadableEventException {
    UnknownEventException(String message) {
        super(message);
    }
}
