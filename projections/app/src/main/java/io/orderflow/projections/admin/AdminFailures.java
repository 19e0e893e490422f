package io.orderflow.projections.admin;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.KnownFailures;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A database that is away. */
@Component
final class AdminFailures implements KnownFailures {
    private static final Logger LOG = LoggerFactory.getLogger(AdminFailures.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public @Nullable ApiProblem problemOf(Exception failure) {
        if (failure instanceof SQLException) {
            LOG.warn("the database did not answer: {}", failure.getMessage());
            return ApiProblem.retryLater(ProblemType.STORE_UNAVAILABLE, "the database does not answer, or not in time",
                    RETRY_AFTER);
        }
        return null;
    }
}
