package io.orderflow.command.http;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.KnownFailures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** A store that is away, or has more to do than it can. */
@Component
final class StoreFailures implements KnownFailures {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFailures.class);
    static final Duration OVERLOAD_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration STORE_RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public @Nullable ApiProblem problemOf(Exception failure) {
        return switch (failure) {
            case StoreOverloadedException overloaded -> ApiProblem.retryLater(ProblemType.OVERLOADED,
                    String.valueOf(overloaded.getMessage()), OVERLOAD_RETRY_AFTER);
            case StoreUnavailableException away -> unavailable(away);
            case DataAccessException away -> unavailable(away);
            default -> null;
        };
    }

    private static ApiProblem unavailable(RuntimeException failure) {
        LOG.warn("the store did not answer: {}", failure.getMessage());
        return ApiProblem.retryLater(ProblemType.STORE_UNAVAILABLE,
                "the store does not answer: whether the command took effect is open, so repeat it as it is",
                STORE_RETRY_AFTER);
    }
}
