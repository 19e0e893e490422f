package io.orderflow.http;

import java.util.Locale;

/** Why a request is refused at once although nothing is wrong with it. */
public enum Refusal {
    /** As many requests as can be answered in time are being handled, and as many wait. */
    LIMIT("as many requests as can be answered in time are being handled"),
    /** As many bodies as there is memory for are being received. */
    BODY("too many requests are being received"),
    /** What was accepted is finished first. */
    BACKLOG("orders that were accepted before are finished first");

    private final String detail;

    Refusal(String detail) {
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
