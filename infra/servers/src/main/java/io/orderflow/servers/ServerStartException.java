package io.orderflow.servers;

import org.jspecify.annotations.Nullable;

/** A server could not be started; the message is one sentence for the person at the terminal. */
public final class ServerStartException extends RuntimeException {
    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
