package io.orderflow.projections.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The checkpoints of one projection: the truth about what it has handled, whatever offsets Kafka holds. */
public final class Checkpoints {
    /**
     * A step forward in one partition.
     *
     * @param events handled by it
     */
    record Advance(int partition, long expectedOffset, long nextOffset, long position, int events) {}

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    private final String projection;

    public Checkpoints(String projection) {
        this.projection = projection;
    }

    /** Gives every partition that has none a checkpoint at its beginning. */
    public void create(Connection connection, String topicId, int partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                        INSERT INTO read_model.checkpoint (projection, partition, topic_id, next_offset, position, events, updated_at)
                        SELECT ?, partition, ?, 0, 0, 0, clock_timestamp()
                          FROM generate_series(0, ? - 1) AS partition
                            ON CONFLICT DO NOTHING
                        """)) {
            statement.setString(1, projection);
            statement.setString(2, topicId);
            statement.setInt(3, partitions);
            statement.executeUpdate();
        }
    }

    /** All checkpoints by partition. */
    public Map<Integer, Checkpoint> read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT partition, topic_id, next_offset, position
                  FROM read_model.checkpoint
                 WHERE projection = ?
                """)) {
            statement.setString(1, projection);
            return checkpoints(statement);
        }
    }

    /** Position of the log's last event. */
    public long logHead(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection
            .prepareStatement("SELECT position FROM event_store.log_head WHERE shard = 0");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The checkpoints of these partitions, held against every other writer until the transaction ends. */
    Map<Integer, Checkpoint> lock(Connection connection, Collection<Integer> partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT partition, topic_id, next_offset, position
                  FROM read_model.checkpoint
                 WHERE projection = ? AND partition = ANY (?)
                 ORDER BY partition
                   FOR UPDATE
                """)) {
            statement.setString(1, projection);
            statement.setArray(2, connection.createArrayOf("integer", partitions.toArray()));
            return checkpoints(statement);
        }
    }

    /**
     * Compare and set. Returns a row for each partition that was at its expected offset: the database's time. The
     * caller rolls back when one is missing.
     */
    TextStatement advance(String topicId, Collection<Advance> advances) {
        return new TextStatement(
                """
                        UPDATE read_model.checkpoint AS c
                           SET next_offset = a.next_offset, position = a.position, events = c.events + a.events,
                               updated_at = clock_timestamp()
                          FROM json_to_recordset(?::json)
                            AS a (partition integer, expected_offset bigint, next_offset bigint, position bigint, events integer)
                         WHERE c.projection = ? AND c.topic_id = ? AND c.partition = a.partition AND c.next_offset = a.expected_offset
                        RETURNING c.updated_at
                        """,
                JSON.writeValueAsString(advances), projection, topicId);
    }

    private static Map<Integer, Checkpoint> checkpoints(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
            while (rows.next()) {
                checkpoints.put(rows.getInt(1),
                        new Checkpoint(rows.getInt(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
            }
            return checkpoints;
        }
    }
}
