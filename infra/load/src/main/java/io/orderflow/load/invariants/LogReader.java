package io.orderflow.load.invariants;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.UnreadableEventException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads everything in one snapshot of the database, so that the tables agree with each other. */
final class LogReader implements AutoCloseable {
    private static final int FETCH_ROWS = 2_000;
    private final EventCodec codec = new EventCodec();
    private final Connection connection;

    LogReader(Database database) throws SQLException {
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    /** Position that the store has given out last. */
    long head() throws SQLException {
        return number("SELECT position FROM event_store.log_head WHERE shard = 0");
    }

    /** What the log's own records name it by. */
    String identity() throws SQLException {
        String[] identity = {""};
        query("SELECT identity FROM event_store.log_head WHERE shard = 0", row -> identity[0] = row.getString(1));
        return identity[0];
    }

    /** Position up to which the relay says that everything is in Kafka; 0 before its first batch. */
    long relayPosition() throws SQLException {
        return number("SELECT coalesce(max(position), 0) FROM event_store.relay_position WHERE shard = 0");
    }

    List<StockLevel> stockLevels() throws SQLException {
        List<StockLevel> levels = new ArrayList<>();
        query("SELECT sku, version, on_hand, reserved FROM read_model.stock_levels",
                row -> levels.add(new StockLevel(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4))));
        return levels;
    }

    List<StoredOutcome> outcomes() throws SQLException {
        List<StoredOutcome> outcomes = new ArrayList<>();
        query("SELECT command_id, stream_id, last_version, last_position FROM event_store.command_outcome",
                row -> outcomes.add(new StoredOutcome(row.getObject(1, UUID.class), row.getString(2), row.getLong(3),
                        row.getLong(4))));
        return outcomes;
    }

    /** Streams the log in position order; holds no more than one fetch in memory. */
    void readLog(Consumer<LoggedEvent> reader) throws SQLException {
        query("""
                  SELECT position, stream_id, version, event_id, event_type, schema_version, payload::text, metadata::text
                    FROM event_store.event
                ORDER BY position
                """,
                row -> reader.accept(event(row)));
    }

    private LoggedEvent event(ResultSet row) throws SQLException {
        StoredForm stored = new StoredForm(row.getString(5), row.getInt(6), row.getString(7));
        return new LoggedEvent(row.getLong(1), row.getString(2), row.getLong(3), row.getObject(4, UUID.class),
                stored.type(), stored.schemaVersion(), stored.payload(), EventMetadata.parse(row.getString(8)),
                decode(stored));
    }

    private @Nullable DomainEvent decode(StoredForm stored) {
        try {
            return codec.decode(stored);
        } catch (UnreadableEventException unreadable) {
            return null;
        }
    }

    private long number(String sql) throws SQLException {
        long[] number = new long[1];
        query(sql, row -> number[0] = row.getLong(1));
        return number[0];
    }

    private void query(String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
