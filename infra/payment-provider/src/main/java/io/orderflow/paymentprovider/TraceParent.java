package io.orderflow.paymentprovider;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caller's place in its trace (W3C Trace Context), or a trace of its own when the caller gives none. */
record TraceParent(String traceId, String spanId) {
    private static final Pattern FORM = Pattern
        .compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    static TraceParent of(@Nullable String header) {
        if (header != null) {
            Matcher matcher = FORM.matcher(header.strip());
            if (matcher.matches() && !matcher.group(1).equals(NO_TRACE) && !matcher.group(2).equals(NO_SPAN)) {
                return new TraceParent(matcher.group(1), matcher.group(2));
            }
        }
        return random();
    }

    private static TraceParent random() {
        var random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return new TraceParent(
                hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1),
                hex.toHexDigits(random.nextLong() | 1));
    }
}
