package io.orderflow.projections.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
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

/** Reads and discards records that are not the log's. */
final class StrangerQuery {
    /**
     * A record that was passed over.
     *
     * @param key its beginning
     * @param headers an object: the beginnings of some of them
     */
    record StrangerView(
            int partition,
            long kafkaOffset,
            String reason,
            @Nullable String key,
            @JsonRawValue String headers,
            @Nullable Instant brokerTimestamp,
            Instant seenAt,
            @Nullable Instant discardedAt,
            @Nullable String discardReason) {}

    private final DataSource dataSource;

    StrangerQuery(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Those that are discarded or those that are not, the newest first. */
    List<StrangerView> read(boolean discarded, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        """
                                SELECT partition, kafka_offset, reason, key, headers, broker_timestamp, seen_at, discarded_at, discard_reason
                                  FROM read_model.stranger
                                 WHERE (discarded_at IS NOT NULL) = ?
                                 ORDER BY seen_at DESC, partition, kafka_offset
                                 LIMIT ?
                                """)) {
            statement.setBoolean(1, discarded);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<StrangerView> strangers = new ArrayList<>();
                while (rows.next()) {
                    strangers.add(stranger(rows));
                }
                return strangers;
            }
        }
    }

    /** How many there were. */
    int discardAll(String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        UPDATE read_model.stranger
                           SET discarded_at = clock_timestamp(), discard_reason = ?
                         WHERE discarded_at IS NULL
                        """)) {
            statement.setString(1, reason);
            return statement.executeUpdate();
        }
    }

    /** 0 when it is not there or was discarded before. */
    int discard(int partition, long kafkaOffset, String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        UPDATE read_model.stranger
                           SET discarded_at = clock_timestamp(), discard_reason = ?
                         WHERE partition = ? AND kafka_offset = ? AND discarded_at IS NULL
                        """)) {
            statement.setString(1, reason);
            statement.setInt(2, partition);
            statement.setLong(3, kafkaOffset);
            return statement.executeUpdate();
        }
    }

    private static StrangerView stranger(ResultSet row) throws SQLException {
        return new StrangerView(row.getInt("partition"), row.getLong("kafka_offset"), row.getString("reason"),
                row.getString("key"), row.getString("headers"), instant(row, "broker_timestamp"),
                Objects.requireNonNull(instant(row, "seen_at")), instant(row, "discarded_at"),
                row.getString("discard_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
