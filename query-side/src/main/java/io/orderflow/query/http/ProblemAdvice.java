package io.orderflow.query.http;

import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every failure of a read into a problem document. What is inside the server stays in its log. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration STORE_RETRY_AFTER = Duration.ofSeconds(2);
    /** SQLSTATE of an object that is not there: the schema is not yet migrated. */
    private static final Set<String> SCHEMA_MISSING = Set.of("42P01", "3F000", "42703");

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void problem(ApiProblem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(problem, request, response);
    }

    @ExceptionHandler
    void databaseFailed(DataAccessException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isUnavailable(failure)) {
            defect(failure, request, response);
            return;
        }
        LOG.warn("the database did not answer: {}", failure.getMessage());
        problems.write(ApiProblem.retryLater(ProblemType.STORE_UNAVAILABLE,
                "the database does not answer, or not in time", STORE_RETRY_AFTER), request, response);
    }

    @ExceptionHandler
    void defect(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return; // there is nobody to answer
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            copyHeaders(known, response);
            problems.write(refusal(known.getStatusCode().value()), request, response);
            return;
        }
        LOG.error("a read failed", failure);
        problems.write(ApiProblem.of(ProblemType.INTERNAL_ERROR, "the read failed; the log has the cause"), request,
                response);
    }

    static ApiProblem refusal(int status) {
        return switch (status) {
            case 404 -> ApiProblem.notFound("there is no resource at this address");
            case 405 -> ApiProblem.of(ProblemType.METHOD_NOT_ALLOWED, "the resource does not support this method");
            case 406 -> ApiProblem.of(ProblemType.NOT_ACCEPTABLE, "the resource has no form that Accept allows");
            case 413 -> ApiProblem.of(ProblemType.PAYLOAD_TOO_LARGE, "the request is too large");
            case 415 -> ApiProblem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "reads take no body");
            default -> ApiProblem.of(ProblemType.MALFORMED_REQUEST, "the request cannot be read");
        };
    }

    private static void copyHeaders(ErrorResponse known, HttpServletResponse response) {
        String allow = known.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allow != null) {
            response.setHeader(HttpHeaders.ALLOW, allow);
        }
    }

    private static boolean isUnavailable(DataAccessException failure) {
        return failure instanceof TransientDataAccessException || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof QueryTimeoutException || isSchemaMissing(failure);
    }

    private static boolean isSchemaMissing(DataAccessException failure) {
        return NestedExceptionUtils.getRootCause(failure) instanceof SQLException cause
                && cause.getSQLState() != null && SCHEMA_MISSING.contains(cause.getSQLState());
    }
}
