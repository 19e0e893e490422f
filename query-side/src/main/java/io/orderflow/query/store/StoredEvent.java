package io.orderflow.query.store;

import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.StoredForm;
import io.orderflow.observability.TraceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log.
 *
 * @param recordedAt the database's clock when it was stored
 */
public record StoredEvent(
        long position,
        String streamId,
        String streamType,
        long version,
        UUID eventId,
        StoredForm form,
        EventMetadata metadata,
        Instant recordedAt) {
    public @Nullable String traceId() {
        SpanContext span = span();
        return span.isValid() ? span.getTraceId() : null;
    }

    /** Of the span that appended the event. */
    public @Nullable String spanId() {
        SpanContext span = span();
        return span.isValid() ? span.getSpanId() : null;
    }

    private SpanContext span() {
        return new TraceContext(metadata.traceparent(), metadata.tracestate(), null).spanContext();
    }
}
