package io.orderflow.observability.boot;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every answer names its trace in {@code Trace-Id}. Runs inside the observation of the request, before everything else.
 */
public final class TraceIdHeaderFilter extends OncePerRequestFilter implements Ordered {
    public static final String TRACE_ID = "Trace-Id";
    /** The observation's filter stands at the highest precedence plus one. */
    private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

    @Override
    public int getOrder() {
        return AFTER_OBSERVATION;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            response.setHeader(TRACE_ID, span.getTraceId());
        }
        chain.doFilter(request, response);
    }
}
