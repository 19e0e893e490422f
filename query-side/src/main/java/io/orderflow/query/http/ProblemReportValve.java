package io.orderflow.query.http;

import io.orderflow.contract.http.ProblemType;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Answers what the connector refuses before any filter sees it, such as an illegal character in the request line: with
 * a problem document instead of Tomcat's page. The target cannot be read, so that the document names no instance.
 */
public final class ProblemReportValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = typeOf(response.getStatus());
        response.setStatus(type.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(document(type));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException _) {
            // The client is gone or the answer has begun: there is nothing more to say.
        }
    }

    private static ProblemType typeOf(int status) {
        return switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 500 -> ProblemType.INTERNAL_ERROR;
            case 503 -> ProblemType.OVERLOADED;
            default -> ProblemType.MALFORMED_REQUEST;
        };
    }

    private static String document(ProblemType type) {
        return """
                {"type":"%s","title":"%s","status":%d,"detail":"the request line or the header fields cannot be read"}\
                """.formatted(type.type(), type.title(), type.status());
    }
}
