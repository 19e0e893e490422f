package io.orderflow.load;

/** A part of the system that is needed did not answer; the message says which and what to do. */
public final class UnavailableException extends RuntimeException {
    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
