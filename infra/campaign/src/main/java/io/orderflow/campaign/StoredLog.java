package io.orderflow.campaign;

import io.orderflow.campaign.oracle.LogCheck;
import io.orderflow.campaign.oracle.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import java.time.Instant;

/** Reads the log straight from its table, with no code of the store between. */
record StoredLog(DataSource database) implements LogCheck.Source {
    private static final int FETCH_ROWS = 2_000;

    @Override
    public void read(Consumer<LoggedEvent> consumer) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT position, stream_id, version, event_id, event_type, payload, metadata, recorded_at
                      FROM event_store.event
                     ORDER BY position
                    """)) {
                select.setFetchSize(FETCH_ROWS);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(event(rows));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        Instant recordedAt = row.getObject(8, OffsetDateTime.class).toInstant();
        return new LoggedEvent(row.getLong(1), row.getString(2), row.getLong(3), row.getObject(4, UUID.class),
                row.getString(5), row.getString(6), row.getString(7),
                ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
    }
}
