package io.orderflow.http;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemDocument;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.contract.http.SecurityHeaders;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the connector refuses before any filter sees it, such as an illegal character in the request line: with
 * a problem document instead of Tomcat's page.
 */
public final class ProblemReportValve extends ErrorReportValve {
    private static final int HEADER_TOO_LARGE = ProblemType.HEADER_TOO_LARGE.status();
    /** Tomcat tells by its words alone which of the requests that it cannot read are too large. */
    private static final String TOO_LARGE = StringManager.getManager(Http11InputBuffer.class)
        .getString("iib.requestheadertoolarge.error");

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String traceId = TraceIds.ofCaller(request.getHeader("traceparent"));
        ApiProblem problem = problemOf(response.getStatus(), failure);
        response.setStatus(problem.type().status());
        SecurityHeaders.addTo(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(ApiHeaders.TRACE_ID, traceId);
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                String path = Objects.requireNonNullElse(request.getRequestURI(), "/");
                writer.write(new String(problem.document(path, traceId).toJson(), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException _) {
            // The client is gone or the answer has begun: there is nothing more to say.
        }
    }

    private static ApiProblem problemOf(int status, @Nullable Throwable failure) {
        boolean tooLarge = failure != null && TOO_LARGE.equals(failure.getMessage());
        return status == 503
                ? ApiProblem.of(ProblemType.OVERLOADED, "the server is stopping")
                : ProblemAdvice.ofStatus(tooLarge ? HEADER_TOO_LARGE : status);
    }
}
