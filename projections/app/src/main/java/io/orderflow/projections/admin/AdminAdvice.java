package io.orderflow.projections.admin;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers for a database that is away. */
@RestControllerAdvice
final class AdminAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(AdminAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> databaseAway(SQLException failure) {
        LOG.atWarn()
            .addKeyValue("error.type", failure.getClass().getName())
            .setCause(failure)
            .log("No answer of the database");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .header(HttpHeaders.RETRY_AFTER, "1")
            .body(Refusals.storeUnavailable());
    }
}
