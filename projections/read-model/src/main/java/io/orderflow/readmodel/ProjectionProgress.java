package io.orderflow.readmodel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one projection is. Events of parked streams count as handled.
 *
 * @param position everything up to here has been handled
 * @param partitions in the order of their numbers; empty before the projection and the relay first ran
 * @param unpublishedEvents events of the log that are not yet in Kafka
 * @param unpublishedLag age of the oldest of them; zero when there is none
 */
public record ProjectionProgress(
        ReadModel readModel,
        long position,
        List<PartitionProgress> partitions,
        long unpublishedEvents,
        Duration unpublishedLag) {
    public ProjectionProgress {
        partitions = List.copyOf(partitions);
    }

    /** Whether every event up to the given global position has been handled. */
    public boolean reached(long globalPosition) {
        return position >= globalPosition;
    }

    /** Events of the log, published or not, that have not been handled. */
    public long lagEvents() {
        return unpublishedEvents + partitions.stream().mapToLong(PartitionProgress::lagEvents).sum();
    }

    /** Age of the oldest event that has not been handled; zero when there is none. */
    public Duration lag() {
        return partitions.stream()
            .map(PartitionProgress::lag)
            .reduce(unpublishedLag, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** Time of the last checkpoint by the database's clock. */
    public Optional<Instant> lastCommit() {
        return partitions.stream()
            .map(PartitionProgress::lastCommit)
            .filter(Objects::nonNull)
            .max(Instant::compareTo);
    }
}
