package io.orderflow.command.aggregate;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import org.jspecify.annotations.Nullable;

/** The span of sourcing one aggregate from its snapshot and events; bound around one attempt, used by one thread. */
final class LoadSpan implements AutoCloseable {
    static final ScopedValue<LoadSpan> CURRENT = ScopedValue.newInstance();

    private final Tracer tracer;
    private final String aggregateType;
    private @Nullable Span span;
    private long eventsLoaded;

    LoadSpan(Tracer tracer, String aggregateType) {
        this.tracer = tracer;
        this.aggregateType = aggregateType;
    }

    void begin() {
        if (span == null) {
            span = Spans.start(tracer, SpanName.LOAD, aggregateType);
            record(SpanAttributes.SNAPSHOT_USED, false);
        }
    }

    void snapshotUsed() {
        record(SpanAttributes.SNAPSHOT_USED, true);
    }

    void eventLoaded() {
        eventsLoaded++;
    }

    /** Ends the span; harmless when it has ended. */
    @Override
    public void close() {
        record(SpanAttributes.EVENTS_LOADED, eventsLoaded);
        if (span != null) {
            span.end();
        }
    }

    private <T> void record(AttributeKey<T> key, T value) {
        if (span != null && span.isRecording()) {
            span.setAttribute(key, value);
        }
    }
}
