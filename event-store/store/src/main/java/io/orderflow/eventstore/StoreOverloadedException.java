package io.orderflow.eventstore;

/**
 * The append queue was full, or its caller did not wait until its turn came: nothing was stored; try again after the
 * queue has drained. Thrown most when there is the least time for it, so it carries no stack trace.
 */
public final class StoreOverloadedException extends RuntimeException {
    public StoreOverloadedException(String message) {
        super(message, null, false, false);
    }
}
