package io.orderflow.projections.apply;

import io.orderflow.observability.TraceContext;
import io.orderflow.contract.StoredForm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parked stream as the log has it, whatever stands in its letters; they only tell how each event came by Kafka. No
 * event is read that the projection has not come to.
 */
final class LoggedStream {
    static final int PAGE_EVENTS_MAX = 500;

    private final String projection;

    LoggedStream(String projection) {
        this.projection = projection;
    }

    /** The type of the stream; empty when the log has no such stream. */
    static Optional<String> type(Connection connection, String streamId) throws SQLException {
        try (PreparedStatement statement = connection
            .prepareStatement("SELECT stream_type FROM event_store.stream WHERE stream_id = ?")) {
            statement.setString(1, streamId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** At most a page of the events after the version, in their order. */
    List<ReceivedEvent> after(Connection connection, String streamId, long version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                        SELECT e.event_id, e.stream_type, e.version, e.position, e.event_type, e.schema_version, e.payload, e.recorded_at,
                               e.metadata ->> 'correlationId', e.metadata ->> 'traceparent',
                               l.partition, l.kafka_offset, l.broker_timestamp, l.parked_at
                          FROM event_store.event e
                          LEFT JOIN LATERAL (SELECT *
                                               FROM read_model.dead_letter d
                                              WHERE d.projection = ? AND d.stream_id = e.stream_id AND d.position = e.position
                                              ORDER BY d.kafka_offset
                                              LIMIT 1) l ON true
                         WHERE e.stream_id = ? AND e.version > ?
                           AND e.position >= (SELECT first_position FROM event_store.stream WHERE stream_id = ?)
                           AND e.position <= (SELECT max(position) FROM read_model.checkpoint WHERE projection = ?)
                         ORDER BY e.version
                         LIMIT ?
                        """)) {
            statement.setString(1, projection);
            statement.setString(2, streamId);
            statement.setLong(3, version);
            statement.setString(4, streamId);
            statement.setString(5, projection);
            statement.setInt(6, PAGE_EVENTS_MAX);
            try (ResultSet rows = statement.executeQuery()) {
                List<ReceivedEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(event(rows, streamId));
                }
                return events;
            }
        }
    }

    private static ReceivedEvent event(ResultSet row, String streamId) throws SQLException {
        return new ReceivedEvent(row.getString(1), streamId, row.getString(2), row.getLong(3), row.getLong(4),
                new StoredForm(row.getString(5), row.getInt(6), row.getString(7)), instant(row, 8), row.getString(9),
                new TraceContext(row.getString(10), null, null), source(row, streamId));
    }

    /** The record that brought the event; offset -1 when it left no letter. */
    private static KafkaRecord source(ResultSet row, String streamId) throws SQLException {
        boolean isKnown = row.getObject(12) != null;
        return new KeptRecord(isKnown ? row.getInt(11) : -1, isKnown ? row.getLong(12) : -1, streamId, Map.of(),
                row.getString(7), instant(row, isKnown ? 13 : 8), instant(row, isKnown ? 14 : 8));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
