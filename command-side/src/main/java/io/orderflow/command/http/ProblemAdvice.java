package io.orderflow.command.http;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns every failure of a command into a problem document. What is inside the server stays in its log. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    static final Duration STORE_RETRY_AFTER = Duration.ofSeconds(2);
    static final Duration OVERLOAD_RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void problem(ApiProblem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(problem, request, response);
    }

    @ExceptionHandler({StoreUnavailableException.class, DataAccessException.class})
    void storeUnavailable(RuntimeException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.warn("the store did not answer: {}", failure.getMessage());
        problems.write(ApiProblem.retryLater(ProblemType.STORE_UNAVAILABLE,
                "the store does not answer: whether the command took effect is open, so repeat it as it is",
                STORE_RETRY_AFTER), request, response);
    }

    @ExceptionHandler
    void storeOverloaded(StoreOverloadedException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(ApiProblem.retryLater(ProblemType.OVERLOADED, String.valueOf(failure.getMessage()),
                OVERLOAD_RETRY_AFTER), request, response);
    }

    @ExceptionHandler
    void defect(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            copyHeader(HttpHeaders.ALLOW, known, response);
            copyHeader(HttpHeaders.ACCEPT, known, response);
            problems.write(refusal(known.getStatusCode().value(), request), request, response);
            return;
        }
        LOG.error("a command failed", failure);
        problems.write(defect(), request, response);
    }

    static ApiProblem defect() {
        return ApiProblem.of(ProblemType.INTERNAL_ERROR, "the command failed; the log has the cause");
    }

    static ApiProblem refusal(int status, HttpServletRequest request) {
        return switch (status) {
            case 404 -> ApiProblem.of(ProblemType.NOT_FOUND, "there is no resource at this address");
            case 405 -> ApiProblem.of(ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not supported here");
            case 406 -> ApiProblem.of(ProblemType.NOT_ACCEPTABLE, "the answer has no form that Accept allows");
            case 413 -> ApiProblem.of(ProblemType.PAYLOAD_TOO_LARGE, "the request is too large");
            case 415 -> ApiProblem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "a command is application/json");
            default -> ApiProblem.of(ProblemType.MALFORMED_REQUEST, "the request cannot be read");
        };
    }

    private static void copyHeader(String name, ErrorResponse known, HttpServletResponse response) {
        String value = known.getHeaders().getFirst(name);
        if (value != null) {
            response.setHeader(name, value);
        }
    }
}
