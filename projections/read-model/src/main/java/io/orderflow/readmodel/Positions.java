package io.orderflow.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the tables said, all of it in one snapshot. */
record Positions(
        Instant readAt,
        long head,
        long relay,
        Map<Integer, Published> published,
        Map<ReadModel, Map<Integer, Checkpoint>> checkpoints) {
    /** What the relay has put into one partition. */
    record Published(long lastPosition, long events) {
        static final Published NOTHING = new Published(0, 0);
    }

    /** What a projection has handled of one partition. */
    record Checkpoint(long position, long nextOffset, long events, Instant updatedAt) {}

    private static final String SQL = """
            SELECT 'head' AS source, NULL AS projection, NULL::integer AS partition, position, 0 AS next_offset, 0 AS events,
                   clock_timestamp() AS at
              FROM event_store.log_head
             WHERE shard = 0
             UNION ALL
            SELECT 'relay', NULL, NULL, position, 0, 0, updated_at
              FROM event_store.relay_position
             WHERE shard = 0
             UNION ALL
            SELECT 'published', NULL, partition, last_position, 0, events, NULL
              FROM event_store.relay_progress
             UNION ALL
            SELECT 'checkpoint', projection, partition, position, next_offset, events, updated_at
              FROM read_model.checkpoint
            """;

    static Positions read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet rows = statement.executeQuery()) {
            Instant readAt = Instant.EPOCH;
            long head = 0;
            long relay = 0;
            Map<Integer, Published> published = new HashMap<>();
            Map<ReadModel, Map<Integer, Checkpoint>> checkpoints = new EnumMap<>(ReadModel.class);
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "head" -> {
                        head = rows.getLong(4);
                        readAt = instant(rows);
                    }
                    case "relay" -> relay = rows.getLong(4);
                    case "published" -> published.put(rows.getInt(3),
                            new Published(rows.getLong(4), rows.getLong(6)));
                    default -> put(checkpoints, rows);
                }
            }
            return new Positions(readAt, head, relay, published, checkpoints);
        }
    }

    private static void put(Map<ReadModel, Map<Integer, Checkpoint>> checkpoints, ResultSet row) throws SQLException {
        var readModel = ReadModel.named(row.getString(2));
        if (readModel.isPresent()) {
            checkpoints.computeIfAbsent(readModel.get(), it -> new TreeMap<>())
                .put(row.getInt(3), new Checkpoint(row.getLong(4), row.getLong(5),
                        row.getLong(6), instant(row)));
        }
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject(7, OffsetDateTime.class).toInstant();
    }

    Map<Integer, Checkpoint> checkpoints(ReadModel readModel) {
        return checkpoints.getOrDefault(readModel, Map.of());
    }

    Published published(int partition) {
        return published.getOrDefault(partition, Published.NOTHING);
    }

    /** All partitions known for the projection, in the order of their numbers. */
    TreeSet<Integer> partitions(ReadModel readModel) {
        TreeSet<Integer> partitions = new TreeSet<>(published.keySet());
        partitions.addAll(checkpoints(readModel).keySet());
        return partitions;
    }

    /**
     * How many partitions the topic has: a projection that has started has a checkpoint for each. 0 when it is not
     * known.
     */
    int partitionCount(ReadModel readModel) {
        var own = checkpoints(readModel).keySet();
        boolean complete = !own.isEmpty() && partitions(readModel).last() + 1 == own.size();
        return complete ? own.size() : 0;
    }
}
