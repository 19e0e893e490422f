package io.orderflow.command.payment;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.orderflow.observability.Spans;
import io.orderflow.observability.TraceContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends the trace on with each call, and makes the call a span where its trace is recorded, named and described as
 * OpenTelemetry's conventions for HTTP clients say (stable since 1.23).
 */
final class TracedCalls implements ClientHttpRequestInterceptor {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final int FAILED_FROM = 400;

    private final Tracer tracer;

    TracedCalls(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (!Span.current().isRecording()) {
            sendOn(request.getHeaders());
            return execution.execute(request, body);
        }
        Span span = tracer.spanBuilder(request.getMethod().name()).setSpanKind(SpanKind.CLIENT).startSpan();
        try (Scope _ = span.makeCurrent()) {
            describe(span, request);
            sendOn(request.getHeaders());
            ClientHttpResponse response = execution.execute(request, body);
            int status = response.getStatusCode().value();
            span.setAttribute(STATUS, (long) status);
            if (status >= FAILED_FROM) {
                span.setStatus(StatusCode.ERROR);
            }
            return response;
        } catch (IOException | RuntimeException failure) {
            Spans.fail(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    private static void describe(Span span, HttpRequest request) {
        span.setAttribute(METHOD, request.getMethod().name());
        String host = request.getURI().getHost();
        if (host != null) {
            span.setAttribute(ADDRESS, host);
            span.setAttribute(PORT, (long) request.getURI().getPort());
        }
    }

    private static void sendOn(HttpHeaders headers) {
        TraceContext context = TraceContext.current();
        set(headers, "traceparent", context.traceparent());
        set(headers, "tracestate", context.tracestate());
        set(headers, "baggage", context.baggage());
    }

    private static void set(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }
}
