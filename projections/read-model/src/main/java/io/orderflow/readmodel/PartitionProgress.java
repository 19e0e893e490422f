package io.orderflow.readmodel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one projection is in one partition.
 *
 * @param position global position of the last event handled here, 0 for none
 * @param nextOffset Kafka offset of the event to handle next
 * @param lagEvents events published here and not handled
 * @param lag age of the oldest event published here and not handled; zero when there is none
 * @param lastCommit time of the last checkpoint by the database's clock; null before the first
 */
public record PartitionProgress(
        int partition,
        long position,
        long nextOffset,
        long lagEvents,
        Duration lag,
        @Nullable Instant lastCommit) {}
