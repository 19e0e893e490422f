package io.orderflow.projections.consume;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a projection is doing in this process.
 *
 * @param partitions assigned to this process
 * @param lastError kept after the projection has recovered
 */
public record ProjectionStatus(
        ProjectionState state,
        Set<Integer> partitions,
        @Nullable LastError lastError) {
    /** A failure of the consumer or of a batch; not that of a single event, which becomes a dead letter. */
    public record LastError(String errorClass, String message, Instant at) {}

    public ProjectionStatus {
        partitions = Set.copyOf(partitions);
    }

    ProjectionStatus in(ProjectionState to) {
        return to == state ? this : new ProjectionStatus(to, partitions, lastError);
    }

    ProjectionStatus failed(ProjectionState to, Throwable failure) {
        String message = failure.getMessage();
        return new ProjectionStatus(to, partitions, new LastError(failure.getClass().getName(),
                message == null ? failure.getClass().getSimpleName() : message, Instant.now()));
    }

    ProjectionStatus assigned(Set<Integer> now) {
        return new ProjectionStatus(state, now, lastError);
    }
}
