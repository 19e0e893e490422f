package io.orderflow.query.consistency;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.http.ApiProblem;
import io.orderflow.readmodel.ReadModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Lets a read go on once its read model has reached the position of the token. */
final class ReadGate {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * @param waited how long the token held the read back
     * @param reached false when the client took an older state
     */
    record Passed(ReadPoint point, Duration waited, boolean reached) {}

    private final ProgressReader progress;
    private final Duration interval;

    ReadGate(ProgressReader progress, Duration interval) {
        this.progress = progress;
        this.interval = interval;
    }

    /**
     * Blocks for at most the preferred time.
     *
     * @throws ApiProblem when the position is not reached in time, or is beyond the log
     */
    Passed pass(Optional<ReadModel> readModel, Optional<ConsistencyToken> token, Preferences preferences) {
        ReadPoint point = ReadPoint.of(progress.read(interval), readModel);
        if (token.isEmpty() || point.reached(token.get())) {
            return new Passed(point, Duration.ZERO, true);
        }
        return await(readModel, token.get(), preferences);
    }

    private Passed await(Optional<ReadModel> readModel, ConsistencyToken token, Preferences preferences) {
        long startedNanos = System.nanoTime();
        ReadPoint point = ReadPoint.of(progress.read(Duration.ZERO), readModel);
        if (token.position() > point.headPosition()) {
            throw ConsistencyToken.invalid("is beyond the last event of the log, at " + point.headPosition());
        }
        while (!point.reached(token)) {
            if (System.nanoTime() - startedNanos >= preferences.patience().toNanos()) {
                return tooLate(point, token, preferences, Duration.ofNanos(System.nanoTime() - startedNanos));
            }
            pause();
            point = ReadPoint.of(progress.read(interval), readModel);
        }
        return new Passed(point, Duration.ofNanos(System.nanoTime() - startedNanos), true);
    }

    private static Passed tooLate(ReadPoint point, ConsistencyToken token, Preferences preferences, Duration waited) {
        if (preferences.lenient()) {
            return new Passed(point, waited, false);
        }
        throw ApiProblem.retryLater(ProblemType.PROJECTION_LAGGING, "the read model is at position "
                + point.position() + ", the token asks for " + token.position(), RETRY_AFTER);
    }

    private void pause() {
        LockSupport.parkNanos(interval.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw ApiProblem.retryLater(ProblemType.OVERLOADED, "the server is stopping", RETRY_AFTER);
        }
    }
}
