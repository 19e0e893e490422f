package io.orderflow.gateway;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.orderflow.observability.SpanAttributes;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The place of a request in its trace, by the stable HTTP conventions of OpenTelemetry: a server span, and a client
 * span where that one is recorded. Both continue what the caller sent, and go on to the application also when nobody
 * records them.
 */
final class RequestTrace {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> METHOD_ORIGINAL = AttributeKey.stringKey("http.request.method_original");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final TextMapGetter<MultiMap> GETTER = new Getter();
    private static final TextMapSetter<MultiMap> SETTER = (headers, name, value) -> {
        if (headers != null) {
            headers.set(name, value);
        }
    };
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    RequestTrace(OpenTelemetry openTelemetry) {
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.tracer = openTelemetry.getTracer("io.orderflow.gateway");
    }

    /** The caller's context, with the server span in it. */
    Context start(HttpServerRequest request) {
        Context parent = propagator.extract(Context.root(), request.headers(), GETTER);
        Span span = tracer.spanBuilder(named(MethodName.of(request.method().name())))
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .startSpan();
        return parent.with(span);
    }

    /** Null where the server span is not recorded: then no other one is wanted either. */
    @Nullable
    Span startClient(Passage passage, URI application) {
        if (!passage.span().isRecording()) {
            return null;
        }
        HttpServerRequest request = passage.request();
        return tracer.spanBuilder(named(MethodName.of(request.method().name())))
            .setParent(passage.trace())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(METHOD, MethodName.of(request.method().name()))
            .setAttribute(FULL, application.resolve(passage.path()).toString())
            .setAttribute(SERVER_ADDRESS, application.getHost())
            .setAttribute(SERVER_PORT, (long) application.getPort())
            .startSpan();
    }

    /** Puts the trace, and what may travel of the caller's baggage, into the header fields. */
    void inject(Passage passage, @Nullable Span client, MultiMap headers) {
        Context context = client == null ? passage.trace() : passage.trace().with(client);
        propagator.inject(context, headers, SETTER);
    }

    static void endClient(@Nullable Span client, int status, @Nullable Throwable failure) {
        if (client == null) {
            return;
        }
        if (failure != null) {
            client.setStatus(StatusCode.ERROR).setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
        } else {
            client.setAttribute(STATUS, (long) status);
            if (status >= CLIENT_ERROR) {
                client.setStatus(StatusCode.ERROR)
                    .setAttribute(SpanAttributes.ERROR_TYPE, Integer.toString(status));
            }
        }
        client.end();
    }

    static void end(Passage passage, int status, boolean callerLeft) {
        Span span = passage.span();
        if (span.isRecording()) {
            describe(span, passage);
            if (callerLeft) {
                span.setAttribute(SpanAttributes.ERROR_TYPE, "client_disconnected");
            } else {
                span.setAttribute(STATUS, (long) status);
            }
            if (status >= SERVER_ERROR && !callerLeft) {
                span.setStatus(StatusCode.ERROR).setAttribute(SpanAttributes.ERROR_TYPE, Integer.toString(status));
            }
        }
        span.end();
    }

    private static void describe(Span span, Passage passage) {
        String original = passage.request().method().name();
        String method = MethodName.of(original);
        boolean routed = !passage.pattern().equals(Route.UNKNOWN);
        if (method.equals(MethodName.OTHER)) {
            span.setAttribute(METHOD_ORIGINAL, original);
        }
        span.updateName(routed ? named(method) + " " + passage.pattern() : named(method))
            .setAttribute(METHOD, method)
            .setAttribute(PATH, passage.path())
            .setAttribute(SCHEME, "http");
        if (routed) {
            span.setAttribute(ROUTE, passage.pattern());
        }
    }

    private static String named(String method) {
        return method.equals(MethodName.OTHER) ? "HTTP" : method;
    }

    private static final class Getter implements TextMapGetter<MultiMap> {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
