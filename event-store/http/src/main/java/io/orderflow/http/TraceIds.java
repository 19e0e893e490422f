package io.orderflow.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.observability.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The trace to which the answer to a request belongs, also when it is refused before it has a span. */
final class TraceIds {
    private TraceIds() {}

    /**
     * That of the current span, else the caller's, else a new one that nobody has recorded, where the caller named none
     * that can be read.
     */
    static String of(HttpServletRequest request) {
        SpanContext current = Span.current().getSpanContext();
        return current.isValid() ? current.getTraceId() : ofCaller(request.getHeader("traceparent"));
    }

    static String ofCaller(@Nullable String traceparent) {
        SpanContext caller = new TraceContext(traceparent, null, null).spanContext();
        if (caller.isValid()) {
            return caller.getTraceId();
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
    }
}
