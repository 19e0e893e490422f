package io.orderflow.query.consistency;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.readmodel.ReadModel;
import java.time.Duration;
import java.util.Optional;

/** Lets a read go on once its read model has reached the position of the token. */
final class ReadGate {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * @param waited how long the token held the read back
     * @param reached false when the client took an older state
     */
    record Passed(ReadPoint point, Duration waited, boolean reached) {}

    private final ProgressReader progress;
    private final ProgressWaiters waiters;

    ReadGate(ProgressReader progress, ProgressWaiters waiters) {
        this.progress = progress;
        this.waiters = waiters;
    }

    /**
     * Blocks for at most the preferred time. Asks the database only for a position that is not known to be reached.
     *
     * @throws ApiProblem when the position is not reached in time, or is beyond the log
     */
    Passed pass(Optional<ReadModel> readModel, Optional<ConsistencyToken> token, Preferences preferences) {
        ReadPoint point = progress.recent().of(readModel);
        if (token.isEmpty() || point.reached(token.get())) {
            return new Passed(point, Duration.ZERO, true);
        }
        return await(readModel, token.get(), preferences);
    }

    private Passed await(Optional<ReadModel> readModel, ConsistencyToken token, Preferences preferences) {
        long startedNanos = System.nanoTime();
        ReadPoint point = waiters.await(readModel, token, preferences.patience());
        Duration waited = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (token.position() > point.headPosition()) {
            throw ConsistencyToken.invalid("is beyond the last event of the log, at " + point.headPosition());
        }
        if (point.reached(token) || preferences.lenient()) {
            return new Passed(point, waited, point.reached(token));
        }
        throw ApiProblem.retryLater(ProblemType.PROJECTION_LAGGING, "the read model is at position "
                + point.position() + ", the token asks for " + token.position(), RETRY_AFTER);
    }
}
