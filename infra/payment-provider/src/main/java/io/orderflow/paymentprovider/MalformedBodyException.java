package io.orderflow.paymentprovider;

import org.jspecify.annotations.Nullable;

/** The body of a request cannot be read; the message says why, for the caller. */
final class MalformedBodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedBodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
