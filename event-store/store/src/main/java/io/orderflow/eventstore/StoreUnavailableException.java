package io.orderflow.eventstore;

/** The database did not answer or refused; repeating the call later can help. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
