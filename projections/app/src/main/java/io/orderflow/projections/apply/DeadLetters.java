package io.orderflow.projections.apply;

import io.orderflow.contract.UnknownEventException;
import io.orderflow.projections.fold.JsonRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/** The parked streams of one projection, with the events that wait in them. */
final class DeadLetters {
    private final String projection;
    private static final JsonRows<DeadLetter> ROWS = new JsonRows<>(DeadLetter.class);
    private static final JsonMapper JSON = new JsonMapper();

    DeadLetters(String projection) {
        this.projection = projection;
    }

    /** Which of these streams are parked, and whether they are discarded; they stay so until the transaction ends. */
    Map<String, Boolean> lockParked(Connection connection, Collection<String> streamIds) throws SQLException {
        Map<String, Boolean> parked = new HashMap<>();
        if (streamIds.isEmpty()) {
            return parked;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT stream_id, discarded_at IS NOT NULL
                  FROM read_model.parked_stream
                 WHERE projection = ? AND stream_id = ANY (?)
                 ORDER BY stream_id
                   FOR UPDATE
                """)) {
            statement.setString(1, projection);
            statement.setArray(2, connection.createArrayOf("text", streamIds.toArray()));
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    parked.put(results.getString(1), results.getBoolean(2));
                }
            }
        }
        return parked;
    }

    /** The parked streams, no more than the limit. */
    List<String> parked(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection
            .prepareStatement("SELECT stream_id FROM read_model.parked_stream WHERE projection = ? LIMIT ?")) {
            statement.setString(1, projection);
            statement.setInt(2, limit);
            return streamIds(statement);
        }
    }

    /**
     * Parks the streams of the letters that carry an error, then stores all letters; those that are there already are
     * left as they are: a checkpoint that was set back brings them again.
     */
    void park(Connection connection, String topicId, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        String array = ROWS.toJson(letters);
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO read_model.parked_stream (projection, stream_id, error_class, error_message, attempts)
                SELECT ?, stream_id, error_class, error_message, 1
                  FROM json_to_recordset(?::json) AS r (stream_id text, error_class text, error_message text)
                 WHERE error_class IS NOT NULL
                    ON CONFLICT DO NOTHING
                """)) {
            statement.setString(1, projection);
            statement.setString(2, array);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                """
                        INSERT INTO read_model.dead_letter (projection, topic_id, stream_id, partition, kafka_offset, version, position,
                               event_type, schema_version, payload, headers, broker_timestamp, error_class, error_message, attempts)
                        SELECT ?, ?, stream_id, partition, kafka_offset, version, position,
                               event_type, schema_version, payload, headers, broker_timestamp, error_class, error_message,
                               CASE WHEN error_class IS NULL THEN 0 ELSE 1 END
                          FROM json_to_recordset(?::json)
                            AS r (stream_id text, partition integer, kafka_offset bigint, version bigint, position bigint,
                                  event_type text, schema_version integer, payload text, headers json, broker_timestamp timestamptz,
                                  error_class text, error_message text)
                            ON CONFLICT DO NOTHING
                        """)) {
            statement.setString(1, projection);
            statement.setString(2, topicId);
            statement.setString(3, array);
            statement.executeUpdate();
        }
    }

    /** Releases the stream and drops its letters. */
    void release(Connection connection, String streamId) throws SQLException {
        try (PreparedStatement statement = connection
            .prepareStatement("DELETE FROM read_model.parked_stream WHERE projection = ? AND stream_id = ?")) {
            statement.setString(1, projection);
            statement.setString(2, streamId);
            statement.executeUpdate();
        }
    }

    /** Notes a retry that failed at the event at this position. */
    void failedAgain(Connection connection, String streamId, long position, Exception failure) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                        WITH failure (error_class, error_message, projection, stream_id, position) AS (
                            VALUES (?, ?, ?, ?, ?::bigint)
                        ), letter AS (
                            UPDATE read_model.dead_letter AS l
                               SET error_class = f.error_class, error_message = f.error_message, attempts = l.attempts + 1
                              FROM failure AS f
                             WHERE l.projection = f.projection AND l.stream_id = f.stream_id AND l.position = f.position
                        )
                        UPDATE read_model.parked_stream AS p
                           SET error_class = f.error_class, error_message = f.error_message, attempts = p.attempts + 1,
                               last_attempt_at = clock_timestamp()
                          FROM failure AS f
                         WHERE p.projection = f.projection AND p.stream_id = f.stream_id
                        """)) {
            statement.setString(1, failure.getClass().getName());
            statement.setString(2, DeadLetter.message(failure));
            statement.setString(3, projection);
            statement.setString(4, streamId);
            statement.setLong(5, position);
            statement.executeUpdate();
        }
    }

    /**
     * Drops the letters of a parked stream for good: it stays as it is in the read model until a retry.
     *
     * @return the letters dropped; empty when the stream is not parked
     */
    OptionalInt discard(Connection connection, String streamId, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH discarded AS (
                    UPDATE read_model.parked_stream
                       SET discarded_at = clock_timestamp(), discard_reason = ?
                     WHERE projection = ? AND stream_id = ?
                    RETURNING projection, stream_id
                ), dropped AS (
                    DELETE FROM read_model.dead_letter AS l
                     USING discarded AS d
                     WHERE l.projection = d.projection AND l.stream_id = d.stream_id
                    RETURNING l.kafka_offset
                )
                SELECT (SELECT count(*) FROM dropped) FROM discarded
                """)) {
            statement.setString(1, reason);
            statement.setString(2, projection);
            statement.setString(3, streamId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    /**
     * Parked streams, no more than the limit, whose event was of an unknown type or schema version that is known now.
     *
     * @param known schema version by type
     */
    List<String> readableNow(Connection connection, Map<String, Integer> known, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT DISTINCT p.stream_id
                  FROM read_model.parked_stream p
                  JOIN read_model.dead_letter l USING (projection, stream_id, error_class)
                  JOIN json_each_text(?::json) AS k (event_type, schema_version) USING (event_type)
                 WHERE p.projection = ? AND p.error_class = ? AND p.discarded_at IS NULL
                   AND l.schema_version <= k.schema_version::integer
                 LIMIT ?
                """)) {
            statement.setString(1, JSON.writeValueAsString(known));
            statement.setString(2, projection);
            statement.setString(3, UnknownEventException.class.getName());
            statement.setInt(4, limit);
            return streamIds(statement);
        }
    }

    private static List<String> streamIds(PreparedStatement statement) throws SQLException {
        try (ResultSet results = statement.executeQuery()) {
            List<String> streamIds = new ArrayList<>();
            while (results.next()) {
                streamIds.add(results.getString(1));
            }
            return streamIds;
        }
    }
}
