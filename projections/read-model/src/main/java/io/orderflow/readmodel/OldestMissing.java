package io.orderflow.readmodel;

import io.orderflow.contract.KafkaPartition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the oldest missing event of each lagging partition by reading the log forward, once for all of them. What
 * one search does not finish within its bound, the next goes on with.
 */
final class OldestMissing {
    static final int SCAN_EVENTS_MAX = 20_000;
    private static final int READ_EVENTS_MAX = 1_000;

    /** A lagging partition; {@code partitionCount} 0 when it is not known, so that nothing can be told from a key. */
    private static final class Search {
        private final PartitionMemory memory;
        private final int partition;
        private final int partitionCount;
        private final long publishedPosition;
        private @Nullable Instant estimate;
        private boolean finished;

        Search(PartitionMemory memory, int partition, int partitionCount, long publishedPosition) {
            this.memory = memory;
            this.partition = partition;
            this.partitionCount = partitionCount;
            this.publishedPosition = publishedPosition;
        }

        void see(LogEntry entry, Map<Integer, Integer> partitionByCount) {
            if (finished || entry.position <= memory.watermark()) {
                return;
            }
            if (estimate == null) {
                estimate = entry.recordedAt;
            }
            if (partitionCount == 0 || entry.position > publishedPosition) {
                finished = true;
            } else if (partitionByCount.computeIfAbsent(partitionCount,
                    it -> KafkaPartition.of(entry.streamId, it)) == partition) {
                memory.found(entry.position, entry.recordedAt);
                finished = true;
            } else if (entry.position < publishedPosition) {
                memory.raise(entry.position);
            }
        }
    }

    private record LogEntry(long position, String streamId, Instant recordedAt) {}

    private final List<Search> searches = new ArrayList<>();
    private final Map<PartitionMemory, Search> byMemory = new HashMap<>();

    void add(PartitionMemory memory, int partition, int partitionCount, long publishedPosition) {
        Search search = new Search(memory, partition, partitionCount, publishedPosition);
        searches.add(search);
        byMemory.put(memory, search);
    }

    void run(Connection connection) throws SQLException {
        int read = 0;
        long after = -1;
        while (read < SCAN_EVENTS_MAX && searches.stream().anyMatch(it -> !it.finished)) {
            after = Math.max(after, searches.stream()
                .filter(it -> !it.finished)
                .mapToLong(it -> it.memory.watermark())
                .min()
                .orElseThrow());
            List<LogEntry> entries = readLog(connection, after);
            if (entries.isEmpty()) {
                return;
            }
            for (LogEntry entry : entries) {
                Map<Integer, Integer> partitionByCount = new HashMap<>();
                searches.forEach(it -> it.see(entry, partitionByCount));
            }
            after = entries.getLast().position;
            read += entries.size();
        }
    }

    /** When the oldest missing event was recorded, or a time not after it when the search is not finished. */
    @Nullable
    Instant recordedAt(PartitionMemory memory) {
        PartitionMemory.Missing oldest = memory.oldest();
        Search search = byMemory.get(memory);
        if (oldest != null) {
            return oldest.recordedAt();
        }
        return search == null ? null : search.estimate;
    }

    static @Nullable Instant recordedAt(Connection connection, long position) throws SQLException {
        try (PreparedStatement statement = connection
            .prepareStatement("SELECT recorded_at FROM event_store.event WHERE position = ?")) {
            statement.setLong(1, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : null;
            }
        }
    }

    private static List<LogEntry> readLog(Connection connection, long after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT position, stream_id, recorded_at
                  FROM event_store.event
                 WHERE position > ?
                 ORDER BY position
                 LIMIT ?
                """)) {
            statement.setLong(1, after);
            statement.setInt(2, READ_EVENTS_MAX);
            try (ResultSet rows = statement.executeQuery()) {
                List<LogEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(new LogEntry(rows.getLong(1), rows.getString(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant()));
                }
                return entries;
            }
        }
    }
}
