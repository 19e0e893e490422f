package io.orderflow.load;

import io.orderflow.load.invariants.Database;
import io.orderflow.load.openloop.Percentiles;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of the orders that were placed since the ledger was opened. It reads each event once, after the
 * load, so that looking does not add to what is looked at.
 */
final class OrderLedger implements AutoCloseable {
    private static final int FETCH_ROWS = 5_000;
    private static final int IDS_AT_ONCE = 10_000;
    private static final Set<String> AT_REST = Set.of("OrderConfirmed", "OrderRejected", "OrderCancelled");
    private final PatientConnection database;
    private final Map<String, Fate> fates = new HashMap<>();
    private final Set<String> commands = new HashSet<>();
    private final long openedAt;
    private long position;
    private long doubled;

    /** Of one order; times in microseconds since 1970. */
    static final class Fate {
        private final long placedAtMicros;
        private long atRestMicros;

        Fate(long placedAtMicros) {
            this.placedAtMicros = placedAtMicros;
        }

        long placedAtMicros() {
            return placedAtMicros;
        }

        /** When the event was recorded after which nothing more happens by itself; 0 before. */
        long atRestMicros() {
            return atRestMicros;
        }
    }

    /**
     * @throws UnavailableException when the database cannot be reached
     */
    OrderLedger(Database database) {
        this.database = PatientConnection.to(database);
        position = this.database.read(OrderLedger::head);
        openedAt = position;
    }

    private static long head(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection
            .prepareStatement("SELECT position FROM event_store.log_head WHERE shard = 0")) {
            return first(statement);
        }
    }

    /** Reads what was recorded since the last time. */
    void catchUp() {
        database.read(this::catchUp);
    }

    /** One that breaks off has noted what it read, and the next goes on behind it. */
    private long catchUp(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                          SELECT position, substr(stream_id, 7), event_type, (extract(epoch FROM recorded_at) * 1000000)::bigint,
                                 CASE WHEN event_type = 'OrderPlaced' THEN metadata ->> 'commandId' END
                            FROM event_store.event
                           WHERE position > ? AND stream_id LIKE 'order-%'
                        ORDER BY position
                        """)) {
            statement.setLong(1, position);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long read = row.getLong(1);
                    note(row.getString(2), row.getString(3), row.getLong(4), row.getString(5));
                    position = read;
                }
            }
            return position;
        }
    }

    private void note(String order, String type, long atMicros, @Nullable String command) {
        if (type.equals("OrderPlaced")) {
            fates.put(order, new Fate(atMicros));
            if (command != null && !commands.add(command)) {
                doubled++;
            }
        }
        Fate fate = fates.get(order);
        if (fate != null && fate.atRestMicros == 0 && AT_REST.contains(type)) {
            fate.atRestMicros = atMicros;
        }
    }

    /** Null for an order that the log does not have. */
    @Nullable
    Fate fate(String order) {
        return fates.get(order);
    }

    Collection<Fate> fates() {
        return fates.values();
    }

    /** Orders that a command made which had made one already. */
    long doubled() {
        return doubled;
    }

    /** How many of these orders a read would find at rest. */
    long readAtRest(List<String> orders) {
        long found = 0;
        for (int from = 0; from < orders.size(); from += IDS_AT_ONCE) {
            found += readAtRest(orders.subList(from, Math.min(from + IDS_AT_ONCE, orders.size()))
                .toArray(String[]::new));
        }
        return found;
    }

    private long readAtRest(String[] orders) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT count(*)
                      FROM read_model.order_detail
                     WHERE order_id = ANY (?) AND status IN ('CONFIRMED', 'REJECTED', 'CANCELLED')
                    """)) {
                Array ids = connection.createArrayOf("text", orders);
                statement.setArray(1, ids);
                return first(statement);
            }
        });
    }

    /** From the recording of each event to the commit that showed it in each read model. */
    Percentiles freshness() {
        return database.read(this::freshness);
    }

    private Percentiles freshness(Connection connection) throws SQLException {
        Histogram micros = new Histogram(3);
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT (extract(epoch FROM j.projected_at - e.recorded_at) * 1000000)::bigint
                  FROM read_model.journey_step j
                  JOIN event_store.event e USING (position)
                 WHERE j.position > ?
                """)) {
            statement.setLong(1, openedAt);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    micros.recordValue(Math.max(row.getLong(1), 0));
                }
            }
        }
        return Percentiles.of(micros);
    }

    private static long first(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
