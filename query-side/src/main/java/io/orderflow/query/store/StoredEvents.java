package io.orderflow.query.store;

import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.StoredForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log, as far as queries look into it. */
@Repository
public class StoredEvents {
    private static final String COLUMNS = """
            position, stream_id, stream_type, version, event_id, event_type, schema_version, payload, metadata,
            recorded_at
            """;

    private final JdbcClient jdbc;

    StoredEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Events of one stream in version order. The partitions before its first event are not looked at. */
    public List<StoredEvent> ofStream(String streamId, long afterVersion, int eventsMax) {
        return jdbc
            .sql("""
                    SELECT %s
                      FROM event_store.event
                     WHERE stream_id = :streamId
                       AND version > :afterVersion
                       AND position >= coalesce((SELECT first_position FROM event_store.stream WHERE stream_id = :streamId), 0)
                     ORDER BY version
                     LIMIT :eventsMax
                    """
                .formatted(COLUMNS))
            .param("streamId", streamId)
            .param("afterVersion", afterVersion)
            .param("eventsMax", eventsMax)
            .query(StoredEvents::event)
            .list();
    }

    /** Version of the stream's last event; 0 when there is none. */
    public long versionOf(String streamId) {
        return jdbc
            .sql("""
                    SELECT coalesce(max(version), 0)
                      FROM event_store.event
                     WHERE stream_id = :streamId
                       AND position >= coalesce((SELECT first_position FROM event_store.stream WHERE stream_id = :streamId), 0)
                    """)
            .param("streamId", streamId)
            .query(Long.class)
            .single();
    }

    /**
     * Events of the given streams and at the positions that projections noted for the order, in position order: all
     * that happened for one order, wherever it stands in the log.
     */
    public List<StoredEvent> ofJourney(List<String> streamIds, String orderId, int eventsMax) {
        return jdbc.sql("""
                SELECT %s
                  FROM event_store.event
                 WHERE position IN (SELECT position FROM event_store.event WHERE stream_id IN (:streamIds)
                                    UNION
                                    SELECT position FROM read_model.journey_step WHERE order_id = :orderId)
                 ORDER BY position
                 LIMIT :eventsMax
                """.formatted(COLUMNS))
            .param("streamIds", streamIds)
            .param("orderId", orderId)
            .param("eventsMax", eventsMax)
            .query(StoredEvents::event)
            .list();
    }

    private static StoredEvent event(ResultSet row, int number) throws SQLException {
        return new StoredEvent(row.getLong("position"), row.getString("stream_id"), row.getString("stream_type"),
                row.getLong("version"), row.getObject("event_id", UUID.class),
                new StoredForm(row.getString("event_type"), row.getInt("schema_version"), row.getString("payload")),
                EventMetadata.parse(row.getString("metadata")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
