package io.orderflow.observability.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.function.Predicate;

/** Reads what the span processor says of its queue, when it is asked: a full queue drops spans silently. */
final class SpanQueue implements MetricReader {
    private static final String QUEUE_SIZE = "queueSize";
    private static final String PROCESSED = "processedSpans";
    private static final AttributeKey<Boolean> DROPPED = AttributeKey.booleanKey("dropped");

    private volatile CollectionRegistration registration = CollectionRegistration.noop();

    long waiting() {
        return sum(QUEUE_SIZE, _ -> true);
    }

    long dropped() {
        return sum(PROCESSED, point -> Boolean.TRUE.equals(point.getAttributes().get(DROPPED)));
    }

    private long sum(String metric, Predicate<LongPointData> wanted) {
        long sum = 0;
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
    public void register(CollectionRegistration newRegistration) {
        registration = newRegistration;
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
        return CompletableResultCode.ofSuccess();
    }
}
