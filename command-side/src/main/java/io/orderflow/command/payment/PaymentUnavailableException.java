package io.orderflow.command.payment;

import org.jspecify.annotations.Nullable;

/** The provider gave no answer that can be used; calling again later can help. */
public final class PaymentUnavailableException extends RuntimeException {
    private final boolean asked;

    private PaymentUnavailableException(String message, @Nullable Throwable cause, boolean asked) {
        super(message, cause);
        this.asked = asked;
    }

    static PaymentUnavailableException unanswered(String message, @Nullable Throwable cause) {
        return new PaymentUnavailableException(message, cause, true);
    }

    static PaymentUnavailableException notAsked(String message, @Nullable Throwable cause) {
        return new PaymentUnavailableException(message, cause, false);
    }

    /** False when the call was held back and the provider knows nothing of it. */
    public boolean wasAsked() {
        return asked;
    }
}
