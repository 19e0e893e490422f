package io.orderflow.http;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemDocument;
import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Answers with a problem document, whatever the request accepts. Header fields set before, such as the position of a
 * read, are kept.
 */
final class ProblemAnswer {
    private ProblemAnswer() {}

    /** Does nothing when the answer has begun: its status can no longer be changed. */
    static void write(ApiProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        String traceId = TraceIds.of(request);
        byte[] body = problem.document(instance(request), traceId).toJson();
        response.setStatus(problem.type().status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setHeader(ApiHeaders.TRACE_ID, traceId);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("ETag", null); // told of the answer that this takes the place of
        response.setHeader("Link", null);
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", Long.toString(secondsRoundedUp(retryAfter)));
        }
        if (problem.type() == ProblemType.OVERLOADED) {
            response.setHeader(ApiHeaders.NO_ROOM, "true");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static long secondsRoundedUp(Duration duration) {
        return Math.max(1, duration.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static String instance(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original == null ? request.getRequestURI() : original.toString();
    }
}
