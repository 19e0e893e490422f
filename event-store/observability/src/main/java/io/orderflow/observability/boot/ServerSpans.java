package io.orderflow.observability.boot;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanNameExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanStatusExtractor;
import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Server spans by OpenTelemetry's {@link Instrumenter}. A request whose caller has decided against its trace, and one
 * of a probe, goes on in a context that is not recorded, without a span and its attributes being made at all.
 */
final class ServerSpans {
    private static final String SCOPE = "io.orderflow.http";
    private static final String PROBES = "/actuator";

    private final TextMapPropagator propagator;
    private final Instrumenter<HttpServletRequest, HttpServletResponse> instrumenter;

    ServerSpans(OpenTelemetry telemetry) {
        propagator = telemetry.getPropagators().getTextMapPropagator();
        instrumenter = Instrumenter.<HttpServletRequest, HttpServletResponse>builder(telemetry, SCOPE,
                HttpSpanNameExtractor.create(ServletAttributes.INSTANCE))
            .setSpanStatusExtractor(HttpSpanStatusExtractor.create(ServletAttributes.INSTANCE))
            .addAttributesExtractor(HttpServerAttributesExtractor.create(ServletAttributes.INSTANCE))
            .addContextCustomizer(HttpServerRoute.create(ServletAttributes.INSTANCE))
            .buildInstrumenter(SpanKindExtractor.alwaysServer());
    }

    Context begin(HttpServletRequest request) {
        Context caller = propagator.extract(Context.root(), request, ServletHeaders.INSTANCE);
        SpanContext span = Span.fromContext(caller).getSpanContext();
        if (span.isValid()) {
            return span.isSampled() ? instrumenter.start(caller, request) : caller;
        }
        return request.getRequestURI().startsWith(PROBES)
                ? caller.with(Span.wrap(notRecorded()))
                : instrumenter.start(caller, request);
    }

    /** @param route with the names of its parameters; null when no handler was found */
    void end(Context context, HttpServletRequest request, HttpServletResponse response, @Nullable String route,
            @Nullable Throwable failure) {
        if (Span.fromContext(context).isRecording()) {
            HttpServerRoute.update(context, HttpServerRouteSource.CONTROLLER, route);
            instrumenter.end(context, request, response, failure);
        }
    }

    private static SpanContext notRecorded() {
        IdGenerator ids = IdGenerator.random();
        return SpanContext.create(ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
