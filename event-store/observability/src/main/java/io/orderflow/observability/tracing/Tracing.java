package io.orderflow.observability.tracing;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.orderflow.observability.AllowedBaggage;
import io.orderflow.observability.Saturation;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one process. Spans are exported in batches by a thread of its own; a span never waits for that. Its
 * meters are {@code resource.saturation{resource="otel_span_queue"}} and {@code otel.sdk.processor.span} with the
 * outcomes exported, failed and dropped.
 */
public final class Tracing implements AutoCloseable, MeterBinder {
    private static final String SCOPE = "io.orderflow";
    private static final int BATCH_SPANS_MAX = 1_024;
    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(10);
    private static final long CLOSE_SECONDS = 5;
    private static final TextMapPropagator PROPAGATOR = TextMapPropagator
        .composite(W3CTraceContextPropagator.getInstance(), AllowedBaggage.propagator());

    private final SpanQueue queue;
    private final int queueSpansMax;
    private final @Nullable CountedExporter exporter;
    private final OpenTelemetrySdk sdk;

    private Tracing(TracingSettings settings, @Nullable SpanExporter destination) {
        queue = new SpanQueue();
        queueSpansMax = settings.queueSpansMax();
        exporter = destination == null ? null : new CountedExporter(destination);
        sdk = sdk(settings);
    }

    /** Exports to the endpoint of the settings; without one, spans are made and sent on in headers but not kept. */
    public static Tracing start(TracingSettings settings) {
        String endpoint = settings.endpoint();
        return new Tracing(settings, endpoint == null ? null : otlp(endpoint));
    }

    /** Exports to {@code destination} instead of an endpoint. */
    public static Tracing start(TracingSettings settings, SpanExporter destination) {
        return new Tracing(settings, destination);
    }

    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** For spans of our own. */
    public Tracer tracer() {
        return sdk.getTracer(SCOPE);
    }

    public long queuedSpans() {
        return queue.waiting();
    }

    /** Spans lost because the queue was full. */
    public long droppedSpans() {
        return queue.dropped();
    }

    public long exportedSpans() {
        return exporter == null ? 0 : exporter.exported();
    }

    /** Spans lost because their batch was refused or nobody answered. */
    public long failedSpans() {
        return exporter == null ? 0 : exporter.failed();
    }

    /** Waits until what has ended by now is exported, at most five seconds. */
    public void flush() {
        sdk.getSdkTracerProvider().forceFlush().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Saturation.register(meters, "otel_span_queue", () -> (double) queuedSpans() / queueSpansMax);
        counter(meters, "exported", Tracing::exportedSpans);
        counter(meters, "failed", Tracing::failedSpans);
        counter(meters, "dropped", Tracing::droppedSpans);
    }

    private void counter(MeterRegistry meters, String outcome, ToDoubleFunction<Tracing> count) {
        FunctionCounter.builder("otel.sdk.processor.span", this, count)
            .description("Ended spans that were exported, could not be exported, or found the queue full")
            .tag("outcome", outcome)
            .register(meters);
    }

    /** Exports what waits, at most for five seconds. */
    @Override
    public void close() {
        sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private OpenTelemetrySdk sdk(TracingSettings settings) {
        SdkTracerProviderBuilder spans = SdkTracerProvider.builder()
            .setResource(resource(settings))
            .setSampler(Samplers.of(settings.ratio(), settings.tracesPerSecondMax()));
        if (exporter != null) {
            spans.addSpanProcessor(BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(queueSpansMax)
                .setMaxExportBatchSize(Math.min(BATCH_SPANS_MAX, queueSpansMax))
                .setScheduleDelay(settings.scheduleDelay())
                .setExporterTimeout(EXPORT_TIMEOUT)
                .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(queue).build())
                .build());
        }
        return OpenTelemetrySdk.builder()
            .setTracerProvider(spans.build())
            .setPropagators(ContextPropagators.create(PROPAGATOR))
            .build();
    }

    private static SpanExporter otlp(String endpoint) {
        return OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint)
            .setTimeout(EXPORT_TIMEOUT)
            .setCompression(isLocal(endpoint) ? "none" : "gzip")
            .build();
    }

    /** On the same machine compression costs more than it saves. */
    private static boolean isLocal(String endpoint) {
        return endpoint.startsWith("http://127.0.0.1") || endpoint.startsWith("http://localhost");
    }

    private static Resource resource(TracingSettings settings) {
        return Resource.getDefault()
            .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), settings.serviceName(),
                    AttributeKey.stringKey("service.namespace"), "orderflow",
                    AttributeKey.stringKey("service.version"), settings.serviceVersion(),
                    AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString())));
    }
}
