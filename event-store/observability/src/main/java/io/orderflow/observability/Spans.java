package io.orderflow.observability;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** Spans of our own that cost next to nothing where nobody records them. */
public final class Spans {
    private Spans() {}

    /**
     * A span within the current one; the current one itself in a trace that is not recorded, where another id would
     * tell nothing. Set attributes only while it {@linkplain Span#isRecording() is recording}, and end it.
     */
    public static Span start(Tracer tracer, SpanName name, String operand) {
        Span current = Span.current();
        return isNotRecorded(current)
                ? current
                : tracer.spanBuilder(name.of(operand)).setSpanKind(name.kind()).startSpan();
    }

    /** Marks what did not come to its end. */
    public static void fail(Span span, Throwable failure) {
        if (span.isRecording()) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
        }
    }

    private static boolean isNotRecorded(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid() && !context.isSampled() && !span.isRecording();
    }
}
