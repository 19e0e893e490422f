package io.orderflow.projections.apply;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.projections.observe.ConsumerGroup;
import io.orderflow.projections.observe.ProjectionMeters;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The spans and meters of one projection. */
public final class ApplyTelemetry implements ApplyObserver {
    private final Tracer tracer;
    private final String projection;
    private final ProjectionMeters meters;

    public ApplyTelemetry(Tracer tracer, String projection, ProjectionMeters meters) {
        this.tracer = tracer;
        this.projection = projection;
        this.meters = meters;
    }

    @Override
    public Supplier<BatchObserver> polled(Instant began, List<KafkaRecord> records) {
        Context poll = BatchTrace.poll(tracer, ConsumerGroup.of(projection), ConsumerGroup.clientId(projection), began,
                records);
        return () -> new BatchTrace(tracer, projection, poll, meters);
    }

    @Override
    public BatchObserver retried() {
        return new BatchTrace(tracer, projection, Context.current().with(Span.current()), meters);
    }
}
