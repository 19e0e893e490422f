package io.orderflow.eventstore.observed;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.observability.Saturation;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows each batch of the append path: its size as a summary, and its statement as a span in the trace of each append
 * that it held.
 */
public final class ObservedBatches implements StoreObserver {
    private static final String TABLE = "event";

    private final Tracer tracer;
    private final DistributionSummary batchSizes;

    public ObservedBatches(Tracer tracer, MeterRegistry meters) {
        this.tracer = tracer;
        this.batchSizes = DistributionSummary.builder(MeterName.APPEND_BATCH_SIZE.meterName())
            .description(MeterName.APPEND_BATCH_SIZE.description())
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
            .register(meters);
    }

    /** Adds the gauges of the append queue. */
    public static void bindQueue(PostgresEventStore store, MeterRegistry meters) {
        Meters.gauge(meters, MeterName.APPEND_QUEUE, "", store::queuedAppends);
        Saturation.register(meters, "append_queue", store::queueSaturation);
    }

    @Override
    public void batchWritten(List<Context> callers, Instant start, Instant end, @Nullable Throwable failure) {
        batchSizes.record(callers.size());
        for (Context caller : callers) {
            if (Span.fromContext(caller).getSpanContext().isSampled()) {
                addSpan(caller, callers.size(), start, end, failure);
            }
        }
    }

    private void addSpan(Context caller, int batchSize, Instant start, Instant end, @Nullable Throwable failure) {
        Span span = tracer.spanBuilder(SpanName.INSERT.of(TABLE))
            .setParent(caller)
            .setSpanKind(SpanName.INSERT.kind())
            .setStartTimestamp(start)
            .setAttribute(SpanAttributes.DB_SYSTEM_NAME, "postgresql")
            .setAttribute(SpanAttributes.DB_OPERATION_NAME, "INSERT")
            .setAttribute(SpanAttributes.DB_COLLECTION_NAME, TABLE)
            .setAttribute(SpanAttributes.DB_QUERY_SUMMARY, SpanName.INSERT.of(TABLE))
            .setAttribute(SpanAttributes.DB_OPERATION_BATCH_SIZE, (long) batchSize)
            .startSpan();
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
        }
        span.end(end);
    }
}
