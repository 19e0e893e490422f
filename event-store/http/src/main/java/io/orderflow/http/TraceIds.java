package io.orderflow.http;

import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.observability.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The trace to which a request belongs that is refused before it has a span. */
final class TraceIds {
    private TraceIds() {}

    /** The caller's trace; a new one that nobody has recorded where the caller named none that can be read. */
    static String of(HttpServletRequest request) {
        SpanContext caller = new TraceContext(request.getHeader("traceparent"), null, null).spanContext();
        if (caller.isValid()) {
            return caller.getTraceId();
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
    }
}
