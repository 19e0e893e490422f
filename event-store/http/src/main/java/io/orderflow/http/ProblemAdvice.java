package io.orderflow.http;

import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every failure of a request into a problem document. What is inside the server stays in its log. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final KnownFailures known;

    ProblemAdvice(KnownFailures known) {
        this.known = known;
    }

    @ExceptionHandler
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return; // there is nobody to answer
        }
        if (failure instanceof ErrorResponse refused) {
            copyHeaders(refused, response);
        }
        ProblemAnswer.write(problemOf(failure), request, response);
    }

    private ApiProblem problemOf(Exception failure) {
        if (failure instanceof ApiProblem problem) {
            return problem;
        }
        if (failure instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
            return ofStatus(refused.getStatusCode().value());
        }
        ApiProblem problem = known.problemOf(failure);
        if (problem == null) {
            LOG.error("a request failed", failure);
            return ofStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        return problem;
    }

    /** What a status alone tells. */
    static ApiProblem ofStatus(int status) {
        return switch (status) {
            case 404 -> ApiProblem.notFound("there is no resource at this address");
            case 405 -> ApiProblem.of(ProblemType.METHOD_NOT_ALLOWED, "the resource does not support this method");
            case 406 -> ApiProblem.of(ProblemType.NOT_ACCEPTABLE, "the resource has no form that Accept allows");
            case 413 -> ApiProblem.of(ProblemType.PAYLOAD_TOO_LARGE, "the request is too large");
            case 415 -> ApiProblem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "a body is application/json");
            case 431 -> ApiProblem.of(ProblemType.HEADER_TOO_LARGE,
                    "the request line and the header fields are larger together than the server reads");
            case 505 -> ApiProblem.of(ProblemType.HTTP_VERSION_NOT_SUPPORTED, "the server speaks HTTP/1.1");
            default -> status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                    ? ApiProblem.of(ProblemType.MALFORMED_REQUEST, "the request cannot be read")
                    : ApiProblem.of(ProblemType.INTERNAL_ERROR, "the request failed; the log has the cause");
        };
    }

    /** The methods that are allowed, or the media types that a body may have. */
    private static void copyHeaders(ErrorResponse from, HttpServletResponse to) {
        String name = from.getStatusCode().value() == HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE
                ? HttpHeaders.ACCEPT
                : HttpHeaders.ALLOW;
        String value = from.getHeaders().getFirst(name);
        if (value != null) {
            to.setHeader(name, value);
        }
    }
}
