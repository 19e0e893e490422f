package io.orderflow.load.budget;

import io.orderflow.load.invariants.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each hop of an order took on the clock, as log and journeys have it. */
public final class HopTimes {
    /** Events of orders only: those of stock and payment are made while the process manager brings an order to rest. */
    private static final String ORDER_TIMES = """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM placed.recorded_at
                       - (placed.metadata ->> 'requestedAt')::timestamptz) * 1000),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM rest.recorded_at - placed.recorded_at) * 1000)
              FROM event_store.event placed
              JOIN event_store.event rest ON rest.stream_id = placed.stream_id AND rest.position > placed.position
                                         AND rest.event_type IN ('OrderConfirmed', 'OrderRejected')
             WHERE placed.position > ? AND placed.event_type = 'OrderPlaced'
            """;
    private static final String STEP_TIMES = """
              SELECT j.projection,
                     percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM j.broker_timestamp - e.recorded_at) * 1000),
                     percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM j.polled_at - j.broker_timestamp) * 1000),
                     percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM j.projected_at - j.polled_at) * 1000)
                FROM read_model.journey_step j
                JOIN event_store.event e USING (position)
               WHERE j.position > ?
            GROUP BY j.projection
            ORDER BY j.projection
            """;

    private HopTimes() {}

    /** Milliseconds by hop, medians of what lies behind the position; Kafka's times are whole milliseconds. */
    public static Map<String, Double> since(Database database, long position) throws SQLException {
        Map<String, Double> times = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
                database.password())) {
            connection.setReadOnly(true);
            query(connection, ORDER_TIMES, position, row -> {
                times.put("request read to order recorded: HTTP, decision, append", row.getDouble(1));
                times.put("order recorded to at rest: process manager, stock, payment", row.getDouble(2));
            });
            query(connection, STEP_TIMES, position, row -> {
                times.putIfAbsent("recorded to accepted by the broker: relay", row.getDouble(2));
                times.put("accepted by the broker to polled by " + row.getString(1), row.getDouble(3));
                times.put("polled to committed in " + row.getString(1), row.getDouble(4));
            });
        }
        return times;
    }

    public static long head(Database database) throws SQLException {
        long[] head = {0};
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
                database.password())) {
            query(connection, "SELECT position FROM event_store.log_head WHERE shard = 0 AND position >= ?", 0,
                    row -> head[0] = row.getLong(1));
        }
        return head[0];
    }

    private static void query(Connection connection, String sql, long position, RowReader reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, position);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
