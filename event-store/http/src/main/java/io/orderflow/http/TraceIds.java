package io.orderflow.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace to which a request belongs that is refused before it has a span. */
final class TraceIds {
    /** W3C Trace Context, section 3.2: version, trace id, parent id and flags; all zeros are no trace id. */
    private static final Pattern TRACEPARENT = Pattern
        .compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final int BEGIN = 3;
    private static final int END = 35;

    private TraceIds() {}

    /** The caller's trace; a new one that nobody has recorded where the caller named none. */
    static String of(HttpServletRequest request) {
        @Nullable
        String parent = request.getHeader("traceparent");
        if (parent != null && TRACEPARENT.matcher(parent).matches()) {
            return parent.substring(BEGIN, END);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
    }
}
