package io.orderflow.query.http;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.KnownFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/** A database that is away, too slow, or not yet migrated. */
@Component
final class DatabaseFailures implements KnownFailures {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFailures.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** SQLSTATE of an object that is not there: the schema is not yet migrated. */
    private static final Set<String> SCHEMA_MISSING = Set.of("42P01", "3F000", "42703");

    @Override
    public @Nullable ApiProblem problemOf(Exception failure) {
        if (failure instanceof DataAccessException ofDatabase && isUnavailable(ofDatabase)) {
            LOG.warn("the database did not answer: {}", failure.getMessage());
            return ApiProblem.retryLater(ProblemType.STORE_UNAVAILABLE,
                    "the database does not answer, or not in time", RETRY_AFTER);
        }
        return null;
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
