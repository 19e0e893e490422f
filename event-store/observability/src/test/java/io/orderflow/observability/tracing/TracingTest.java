package io.orderflow.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.orderflow.observability.TraceContext;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final String ASKED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String ASKED_RANDOM = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03";
    private static final String NOT_WANTED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();

    @Test
    void aTraceIsKeptWhenItsCallerAsksWhateverTheRatioAndTheLimit() {
        try (Tracing tracing = tracing(0, 1)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(child(tracing, i % 2 == 0 ? ASKED : ASKED_RANDOM).isSampled()).isTrue();
            }
            tracing.flush();
            assertThat(exported.getFinishedSpanItems()).hasSize(1_000)
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736"));
        }
    }

    @Test
    void aTraceThatItsCallerDoesNotWantIsNotKeptButSentOn() {
        try (Tracing tracing = tracing(1, 0)) {
            SpanContext span = child(tracing, NOT_WANTED);
            tracing.flush();
            assertThat(exported.getFinishedSpanItems()).isEmpty();
            assertThat(TraceContext.of(Context.root().with(Span.wrap(span))).traceparent())
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-" + span.getSpanId() + "-00");
        }
    }

    @Test
    void rootsAreKeptUpToTheLimitASecond() {
        try (Tracing tracing = tracing(1, 10)) {
            long from = System.nanoTime();
            long kept = IntStream.range(0, 20_000).filter(_ -> root(tracing).isSampled()).count();
            double seconds = (System.nanoTime() - from) / 1e9;
            // A burst after silence may take what one second more would have.
            assertThat(kept).isBetween(1L, Math.round(3 * 10 * (seconds + 1)));
        }
    }

    @Test
    void everythingIsKeptWithoutALimitAndNothingDropped() {
        try (Tracing tracing = tracing(1, 0)) {
            IntStream.range(0, 10_000).forEach(_ -> root(tracing));
            tracing.flush();
            assertThat(exported.getFinishedSpanItems()).hasSize(10_000);
            assertThat(tracing.exportedSpans()).isEqualTo(10_000);
            assertThat(tracing.droppedSpans()).isZero();
        }
    }

    @Test
    void aFullQueueDropsAndCounts() {
        var stuck = new StuckExporter();
        try (Tracing tracing = Tracing.start(settings(1, 0, 512), stuck)) {
            IntStream.range(0, 10_000).forEach(_ -> root(tracing));
            var meters = new SimpleMeterRegistry();
            tracing.bindTo(meters);
            assertThat(tracing.droppedSpans()).isPositive();
            assertThat(
                    meters.get("otel.sdk.processor.span").tag("outcome", "dropped").functionCounter().count())
                .isEqualTo((double) tracing.droppedSpans());
            assertThat(meters.get("resource.saturation").tag("resource", "otel_span_queue").gauge().value())
                .isBetween(0.5, 1.0);
            stuck.release();
            tracing.flush();
            assertThat(tracing.exportedSpans() + tracing.droppedSpans()).isEqualTo(10_000);
        }
    }

    @Test
    void theRootDecidesAndOtherProcessesFollow() {
        try (Tracing gateway = tracing(0.5, 0); Tracing service = tracing(0.5, 1)) {
            int kept = 0;
            for (int i = 0; i < 1_000; i++) {
                SpanContext root = root(gateway);
                String sent = TraceContext.of(Context.root().with(Span.wrap(root))).traceparent();
                assertThat(child(service, sent).isSampled()).isEqualTo(root.isSampled());
                kept += root.isSampled() ? 1 : 0;
            }
            assertThat(kept).isBetween(350, 650);
        }
    }

    @Test
    void theResourceNamesServiceNamespaceVersionAndInstance() {
        try (Tracing tracing = tracing(1, 0)) {
            root(tracing);
            tracing.flush();
            SpanData span = exported.getFinishedSpanItems().getFirst();
            assertThat(span.getResource().getAttributes().asMap().keySet().stream().map(Object::toString))
                .contains("service.name", "service.namespace", "service.version", "service.instance.id");
        }
    }

    private static SpanContext root(Tracing tracing) {
        Span span = tracing.tracer().spanBuilder("root").setNoParent().startSpan();
        span.end();
        return span.getSpanContext();
    }

    private static SpanContext child(Tracing tracing, @Nullable String traceparent) {
        Span span = tracing.tracer()
            .spanBuilder("child")
            .setParent(new TraceContext(traceparent, null, null).toContext())
            .startSpan();
        span.end();
        return span.getSpanContext();
    }

    private Tracing tracing(double ratio, int tracesPerSecondMax) {
        return Tracing.start(settings(ratio, tracesPerSecondMax, 16_384), exported);
    }

    private static TracingSettings settings(double ratio, int tracesPerSecondMax, int queueSpansMax) {
        return new TracingSettings("test", "1", null, ratio, tracesPerSecondMax, queueSpansMax, Duration.ofMillis(50));
    }
}
