package io.orderflow.command.vault;

/** The vault was encrypted with another key. */
public final class WrongKeyException extends RuntimeException {
    WrongKeyException(String message) {
        super(message);
    }
}
