package io.orderflow.observability.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.orderflow.observability.Saturation;
import java.util.function.Predicate;

/** Carries what the OpenTelemetry span processor says of its queue to Micrometer: a full queue drops spans silently. */
final class SpanQueueReader implements MetricReader, MeterBinder {
    private static final String QUEUE_SIZE = "queueSize";
    private static final String PROCESSED = "processedSpans";
    private static final AttributeKey<Boolean> DROPPED = AttributeKey.booleanKey("dropped");

    private final int queueSpansMax;
    private volatile CollectionRegistration registration = CollectionRegistration.noop();

    SpanQueueReader(int queueSpansMax) {
        this.queueSpansMax = queueSpansMax;
    }

    @Override
    public void register(CollectionRegistration newRegistration) {
        registration = newRegistration;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Saturation.register(meters, "otel_span_queue", () -> sum(QUEUE_SIZE, point -> true) / queueSpansMax);
        for (boolean dropped : new boolean[]{true, false}) {
            FunctionCounter
                .builder("otel.sdk.processor.span", this, it -> it.sum(PROCESSED, point -> isDropped(point) == dropped))
                .description("Ended spans that the span processor exported or dropped")
                .tag("outcome", dropped ? "dropped" : "exported")
                .register(meters);
        }
    }

    private static boolean isDropped(LongPointData point) {
        return Boolean.TRUE.equals(point.getAttributes().get(DROPPED));
    }

    private double sum(String metric, Predicate<LongPointData> wanted) {
        double sum = 0;
        for (MetricData data : registration.collectAllMetrics()) {
            if (data.getName().equals(metric)) {
                sum += data.getData()
                    .getPoints()
                    .stream()
                    .map(LongPointData.class::cast)
                    .filter(wanted)
                    .mapToLong(LongPointData::getValue)
                    .sum();
            }
        }
        return sum;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        registration = CollectionRegistration.noop();
        return CompletableResultCode.ofSuccess();
    }
}
