package io.orderflow.readmodel;

import io.orderflow.readmodel.Positions.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far each projection is behind the log, from the tables alone: it is right also when no projection and no
 * broker is running. Keep one instance for the life of the process: it remembers up to where each partition was last
 * seen complete, without which a partition that is rarely written to would hold the position back while it lags.
 *
 * <p>
 * Safe for any number of threads. Needs SELECT on {@code event_store.log_head}, {@code relay_position},
 * {@code relay_progress}, {@code event} and {@code read_model.checkpoint}.
 */
public final class ReadModelProgress {
    private record PartitionKey(ReadModel readModel, int partition) {}

    private final DataSource dataSource;
    private final Map<PartitionKey, PartitionMemory> memories = new HashMap<>();

    public ReadModelProgress(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Reads all projections: one statement when nothing lags, else bounded reads of the log to find the oldest missing
     * events. Borrows one connection.
     */
    public Progress read() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return progress(connection, Positions.read(connection));
        }
    }

    /** The position up to which the projection has handled everything; never reads the log. */
    public long position(ReadModel readModel) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Positions positions = Positions.read(connection);
            synchronized (memories) {
                lagging(readModel, positions);
                return prefix(readModel, positions);
            }
        }
    }

    private Progress progress(Connection connection, Positions positions) throws SQLException {
        Duration unpublished = positions.head() > positions.relay()
                ? age(positions, OldestMissing.recordedAt(connection, positions.relay() + 1))
                : Duration.ZERO;
        synchronized (memories) {
            OldestMissing oldest = new OldestMissing();
            Map<ReadModel, List<Integer>> lagging = new EnumMap<>(ReadModel.class);
            for (ReadModel readModel : ReadModel.values()) {
                List<Integer> partitions = lagging(readModel, positions);
                lagging.put(readModel, partitions);
                partitions.forEach(it -> search(oldest, readModel, it, positions));
            }
            oldest.run(connection);
            Map<ReadModel, ProjectionProgress> projections = new EnumMap<>(ReadModel.class);
            lagging.forEach((readModel, partitions) -> projections.put(readModel, new ProjectionProgress(readModel,
                    prefix(readModel, positions), partitions(readModel, positions, partitions, oldest),
                    Math.max(0, positions.head() - positions.relay()), unpublished)));
            return new Progress(positions.readAt(), positions.head(), positions.relay(), projections);
        }
    }

    /** Takes the positions into memory; returns the partitions with published events that are not handled. */
    private List<Integer> lagging(ReadModel readModel, Positions positions) {
        Map<Integer, Checkpoint> checkpoints = positions.checkpoints(readModel);
        return positions.partitions(readModel)
            .stream()
            .filter(it -> memory(readModel, it)
                .update(checkpoints.get(it), positions.published(it), positions.relay()))
            .toList();
    }

    private void search(OldestMissing oldest, ReadModel readModel, int partition, Positions positions) {
        PartitionMemory memory = memory(readModel, partition);
        if (memory.oldest() == null) {
            oldest.add(memory, partition, positions.partitionCount(readModel),
                    positions.published(partition).lastPosition());
        }
    }

    private long prefix(ReadModel readModel, Positions positions) {
        return positions.partitions(readModel)
            .stream()
            .mapToLong(it -> memory(readModel, it).watermark())
            .min()
            .orElse(0);
    }

    private List<PartitionProgress> partitions(ReadModel readModel, Positions positions, List<Integer> lagging,
            OldestMissing oldest) {
        List<PartitionProgress> partitions = new ArrayList<>();
        for (int partition : positions.partitions(readModel)) {
            Checkpoint checkpoint = positions.checkpoints(readModel).get(partition);
            long events = checkpoint == null ? 0 : checkpoint.events();
            Duration lag = lagging.contains(partition)
                    ? age(positions, oldest.recordedAt(memory(readModel, partition)))
                    : Duration.ZERO;
            partitions.add(new PartitionProgress(partition,
                    checkpoint == null ? 0 : checkpoint.position(),
                    checkpoint == null ? 0 : checkpoint.nextOffset(),
                    Math.max(0, positions.published(partition).events() - events), lag,
                    checkpoint == null ? null : checkpoint.updatedAt()));
        }
        return partitions;
    }

    private PartitionMemory memory(ReadModel readModel, int partition) {
        return memories.computeIfAbsent(new PartitionKey(readModel, partition), it -> new PartitionMemory());
    }

    private static Duration age(Positions positions, @Nullable Instant recordedAt) {
        if (recordedAt == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(recordedAt, positions.readAt());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
