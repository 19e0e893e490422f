package io.orderflow.query.orderjourney;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JourneyStepTable {
    private final JdbcClient jdbc;

    JourneyStepTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One event's way into one projection.
     *
     * @param brokerAt the broker's clock when the event was written to the topic
     * @param polledAt the projection's clock when it got the event
     * @param projectedAt the database's clock just before the commit
     */
    record Step(
            long position,
            String projection,
            int partition,
            long kafkaOffset,
            Instant brokerAt,
            Instant polledAt,
            Instant projectedAt,
            @Nullable String traceId,
            @Nullable String spanId) {}

    List<Step> ofOrder(String orderId, int stepsMax) {
        return jdbc.sql("""
                SELECT position, projection, partition, kafka_offset, broker_timestamp, polled_at, projected_at,
                       trace_id, span_id
                  FROM read_model.journey_step
                 WHERE order_id = :orderId
                 ORDER BY position, projection
                 LIMIT :stepsMax
                """)
            .param("orderId", orderId)
            .param("stepsMax", stepsMax)
            .query(JourneyStepTable::step)
            .list();
    }

    private static Step step(ResultSet row, int number) throws SQLException {
        return new Step(row.getLong("position"), row.getString("projection"), row.getInt("partition"),
                row.getLong("kafka_offset"), instant(row, "broker_timestamp"), instant(row, "polled_at"),
                instant(row, "projected_at"), row.getString("trace_id"), row.getString("span_id"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
