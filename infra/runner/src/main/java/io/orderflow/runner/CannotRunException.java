package io.orderflow.runner;

import org.jspecify.annotations.Nullable;

/** A command cannot do its work; the message is one sentence that says what to do. */
final class CannotRunException extends RuntimeException {
    private final int exitCode;

    CannotRunException(int exitCode, @Nullable String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
