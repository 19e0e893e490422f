package io.orderflow.paymentprovider;

import org.jspecify.annotations.Nullable;

/** A setting that the provider cannot start with; the message is a sentence for the person who set it. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidSettingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
