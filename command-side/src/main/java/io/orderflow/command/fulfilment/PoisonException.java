package io.orderflow.command.fulfilment;

import org.jspecify.annotations.Nullable;

/** The event can never be reacted to, however often it is tried. */
final class PoisonException extends RuntimeException {
    PoisonException(@Nullable String message) {
        super(message, null, false, false);
    }
}
