package io.orderflow.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.contract.http.ApiHeaders;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents (RFC 9457), whatever the request accepts. */
@Component
final class ProblemWriter {
    private final JsonMapper json;
    private final String retryAfterSeconds;

    ProblemWriter(JsonMapper json, GatewayProperties properties) {
        this.json = json;
        this.retryAfterSeconds = Long.toString(properties.retryAfter().toSeconds());
    }

    private record Document(String type, String title, int status, String detail, String instance,
            @Nullable String traceId) {}

    /** In place of anything that was to be answered so far; the answer must not have begun. */
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String traceId = traceId(response);
        response.reset();
        response.setStatus(problem.type().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (traceId != null) {
            response.setHeader(ApiHeaders.TRACE_ID, traceId);
        }
        if (problem.retry()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        }
        byte[] body = json.writeValueAsBytes(new Document(problem.type().type().toString(), problem.type().title(),
                problem.type().status(), problem.detail(), instance(request), traceId));
        response.setContentLength(body.length);
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            response.getOutputStream().write(body);
        }
        // The container would put an answer of its own in place of this one when the request was broken.
        response.flushBuffer();
    }

    private static String instance(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original == null ? request.getRequestURI() : original.toString();
    }

    /** On an error page the span has ended, but the answer still names it. */
    private static @Nullable String traceId(HttpServletResponse response) {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : response.getHeader(ApiHeaders.TRACE_ID);
    }
}
