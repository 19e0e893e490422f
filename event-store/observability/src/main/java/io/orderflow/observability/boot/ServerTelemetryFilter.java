package io.orderflow.observability.boot;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Opens the server span before everything else, names the trace in {@code Trace-Id} of every answer, and measures the
 * request within its span, so that the exemplar finds it. A request that goes on asynchronously ends when it is
 * complete.
 */
public final class ServerTelemetryFilter extends OncePerRequestFilter implements Ordered {
    public static final String TRACE_ID = "Trace-Id";

    private final ServerSpans spans;
    private final ServerMeters meters;

    ServerTelemetryFilter(ServerSpans spans, ServerMeters meters) {
        this.spans = spans;
        this.meters = meters;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begin = System.nanoTime();
        Context context = spans.begin(request);
        try (var _ = context.makeCurrent()) {
            response.setHeader(TRACE_ID, Span.fromContext(context).getSpanContext().getTraceId());
            Throwable failure = null;
            try {
                chain.doFilter(request, response);
            } catch (ServletException | IOException | RuntimeException | Error thrown) {
                failure = thrown;
                throw thrown;
            } finally {
                ended(new Exchange(request, response, context, begin), failure);
            }
        }
    }

    private void ended(Exchange exchange, @Nullable Throwable failure) {
        if (failure == null && exchange.request.isAsyncStarted()) {
            exchange.request.getAsyncContext().addListener(new WhenComplete(exchange));
        } else {
            finish(exchange, failure);
        }
    }

    private void finish(Exchange exchange, @Nullable Throwable failure) {
        HttpServletRequest request = exchange.request;
        String route = (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        int status = failure == null
                ? exchange.response.getStatus()
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        meters.record(request.getMethod(), route, status, failure, System.nanoTime() - exchange.begin);
        spans.end(exchange.context, request, exchange.response, route, failure);
    }

    private record Exchange(HttpServletRequest request, HttpServletResponse response, Context context, long begin) {}

    private final class WhenComplete implements AsyncListener {
        private final Exchange exchange;
        private @Nullable Throwable failure;

        WhenComplete(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            try (var _ = exchange.context.makeCurrent()) {
                finish(exchange, failure);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // The completion follows and says how it was answered.
        }

        @Override
        public void onError(AsyncEvent event) {
            failure = event.getThrowable();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
