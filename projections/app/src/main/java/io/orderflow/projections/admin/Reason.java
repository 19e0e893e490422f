package io.orderflow.projections.admin;

import org.jspecify.annotations.Nullable;

/**
 * Why an operator decides something, for those who come later.
 *
 * @param reason 1 to {@value #LENGTH_MAX} characters
 */
record Reason(@Nullable String reason) {
    static final int LENGTH_MAX = 500;

    String required() {
        if (reason == null || reason.isBlank() || reason.length() > LENGTH_MAX || reason.indexOf('\0') >= 0) {
            throw Refusals.invalidMember("/reason", "must have 1 to " + LENGTH_MAX + " characters");
        }
        return reason;
    }
}
