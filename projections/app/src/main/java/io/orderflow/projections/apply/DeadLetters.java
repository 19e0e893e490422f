package io.orderflow.projections.apply;

import io.orderflow.projections.fold.JsonRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The parked streams of one projection, with the events that wait in them. */
final class DeadLetters {
    static final int PAGE_LETTERS_MAX = 1_000;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {
    };

    private final String projection;
    private static final JsonRows<DeadLetter> ROWS = new JsonRows<>(DeadLetter.class);
    private static final JsonMapper JSON = new JsonMapper();

    DeadLetters(String projection) {
        this.projection = projection;
    }

    /** Which of these streams are parked; they stay so until the transaction ends. */
    Set<String> lockParked(Connection connection, Collection<String> streamIds) throws SQLException {
        Set<String> parked = new HashSet<>();
        if (streamIds.isEmpty()) {
            return parked;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT stream_id
                  FROM read_model.parked_stream
                 WHERE projection = ? AND stream_id = ANY (?)
                 ORDER BY stream_id
                   FOR UPDATE
                """)) {
            statement.setString(1, projection);
            statement.setArray(2, connection.createArrayOf("text", streamIds.toArray()));
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    parked.add(results.getString(1));
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
            try (ResultSet results = statement.executeQuery()) {
                List<String> parked = new ArrayList<>();
                while (results.next()) {
                    parked.add(results.getString(1));
                }
                return parked;
            }
        }
    }

    /** Parks the streams of the letters that carry an error, then stores all letters. */
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
                        """)) {
            statement.setString(1, projection);
            statement.setString(2, topicId);
            statement.setString(3, array);
            statement.executeUpdate();
        }
    }

    /** At most a page of the letters of one stream after the given offset, in their order. */
    List<KafkaRecord> read(Connection connection, String streamId, long afterOffset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT partition, kafka_offset, payload, headers, broker_timestamp, parked_at
                  FROM read_model.dead_letter
                 WHERE projection = ? AND stream_id = ? AND kafka_offset > ?
                 ORDER BY kafka_offset
                 LIMIT ?
                """)) {
            statement.setString(1, projection);
            statement.setString(2, streamId);
            statement.setLong(3, afterOffset);
            statement.setInt(4, PAGE_LETTERS_MAX);
            try (ResultSet results = statement.executeQuery()) {
                List<KafkaRecord> records = new ArrayList<>();
                while (results.next()) {
                    records.add(new KeptRecord(results.getInt("partition"), results.getLong("kafka_offset"), streamId,
                            JSON.readValue(results.getString("headers"), HEADERS), results.getString("payload"),
                            instant(results, "broker_timestamp"), instant(results, "parked_at")));
                }
                return records;
            }
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

    /** Notes a retry that failed at the given letter. */
    void failedAgain(Connection connection, String streamId, long kafkaOffset, Exception failure) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                        WITH letter AS (
                            UPDATE read_model.dead_letter
                               SET error_class = ?, error_message = ?, attempts = attempts + 1
                             WHERE projection = ? AND stream_id = ? AND kafka_offset = ?
                            RETURNING projection, stream_id, error_class, error_message)
                        UPDATE read_model.parked_stream AS p
                           SET error_class = letter.error_class, error_message = letter.error_message, attempts = p.attempts + 1,
                               last_attempt_at = clock_timestamp()
                          FROM letter
                         WHERE p.projection = letter.projection AND p.stream_id = letter.stream_id
                        """)) {
            statement.setString(1, failure.getClass().getName());
            statement.setString(2, DeadLetter.message(failure));
            statement.setString(3, projection);
            statement.setString(4, streamId);
            statement.setLong(5, kafkaOffset);
            statement.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
