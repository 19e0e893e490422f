package io.orderflow.eventstore;

/** The append queue is full: nothing was stored; try again after the queue has drained. */
public final class StoreOverloadedException extends RuntimeException {
    public StoreOverloadedException(String message) {
        super(message);
    }
}
