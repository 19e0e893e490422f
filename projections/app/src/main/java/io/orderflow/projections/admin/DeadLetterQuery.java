package io.orderflow.projections.admin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the parked streams, the longest parked first. */
final class DeadLetterQuery {
    /**
     * A stream that waits.
     *
     * @param letters events that wait in it, the failing one among them
     * @param attempts how often the failing event was tried
     * @param discardedAt since when an operator has given it up; it has no letters then
     * @param eventType that of the failing event; so for the others, which are null when it has no letters
     */
    record ParkedSequence(
            String projection,
            String streamId,
            long letters,
            int attempts,
            String errorClass,
            String errorMessage,
            Instant parkedAt,
            Instant lastAttemptAt,
            @Nullable Instant discardedAt,
            @Nullable String discardReason,
            @Nullable Integer partition,
            @Nullable Long kafkaOffset,
            @Nullable Long version,
            @Nullable Long position,
            @Nullable String eventType,
            @Nullable Integer schemaVersion,
            @Nullable String payload,
            @Nullable String traceparent) {}

    private final DataSource dataSource;

    DeadLetterQuery(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @param projection null for all
     */
    List<ParkedSequence> read(@Nullable String projection, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        """
                                SELECT p.projection, p.stream_id, p.attempts, p.error_class, p.error_message, p.parked_at, p.last_attempt_at,
                                       p.discarded_at, p.discard_reason,
                                       (SELECT count(*)
                                          FROM read_model.dead_letter c
                                         WHERE c.projection = p.projection AND c.stream_id = p.stream_id) AS letters,
                                       l.partition, l.kafka_offset, l.version, l.position, l.event_type, l.schema_version, l.payload,
                                       l.headers ->> 'traceparent' AS traceparent
                                  FROM read_model.parked_stream p
                                  LEFT JOIN LATERAL (SELECT *
                                                       FROM read_model.dead_letter d
                                                      WHERE d.projection = p.projection AND d.stream_id = p.stream_id
                                                      ORDER BY d.error_class IS NULL, d.attempts DESC, d.kafka_offset
                                                      LIMIT 1) l ON true
                                 WHERE p.projection = coalesce(?, p.projection)
                                 ORDER BY p.parked_at, p.projection, p.stream_id
                                 LIMIT ?
                                """)) {
            statement.setString(1, projection);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<ParkedSequence> sequences = new ArrayList<>();
                while (rows.next()) {
                    sequences.add(sequence(rows));
                }
                return sequences;
            }
        }
    }

    private static ParkedSequence sequence(ResultSet row) throws SQLException {
        return new ParkedSequence(row.getString("projection"), row.getString("stream_id"), row.getLong("letters"),
                row.getInt("attempts"), row.getString("error_class"), row.getString("error_message"),
                instant(row, "parked_at"), instant(row, "last_attempt_at"), instantOrNull(row, "discarded_at"),
                row.getString("discard_reason"), row.getObject("partition", Integer.class),
                row.getObject("kafka_offset", Long.class), row.getObject("version", Long.class),
                row.getObject("position", Long.class), row.getString("event_type"),
                row.getObject("schema_version", Integer.class), row.getString("payload"),
                row.getString("traceparent"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
