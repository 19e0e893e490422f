package io.orderflow.worker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a worker.
 *
 * @param since when it came into this state
 * @param failures steps that failed since it was started
 * @param problem what went wrong last and is not over; null while it is running
 */
public record WorkerStatus(String name, WorkerState state, Instant since, long failures, @Nullable String problem) {
    public boolean isWell() {
        return state == WorkerState.RUNNING;
    }
}
