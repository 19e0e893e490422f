package io.orderflow.contract.http;

import java.util.function.BiConsumer;

/** What every answer forbids a browser to do with it. */
public final class SecurityHeaders {
    private SecurityHeaders() {}

    /** @param fields takes the name and the value of each header field */
    public static void addTo(BiConsumer<String, String> fields) {
        fields.accept("X-Content-Type-Options", "nosniff");
        fields.accept("X-Frame-Options", "DENY");
        fields.accept("Referrer-Policy", "no-referrer");
        fields.accept("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
