package io.orderflow.readmodel;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Log, relay and all projections at one moment.
 *
 * @param readAt the database's clock
 * @param headPosition position of the last event of the log, 0 for none
 * @param relayPosition everything up to here is in Kafka
 */
public record Progress(
        Instant readAt,
        long headPosition,
        long relayPosition,
        Map<ReadModel, ProjectionProgress> projections) {
    public Progress {
        projections = Map.copyOf(projections);
    }

    public ProjectionProgress of(ReadModel readModel) {
        return Objects.requireNonNull(projections.get(readModel));
    }
}
