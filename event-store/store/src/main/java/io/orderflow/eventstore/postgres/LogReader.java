package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.LoadedStream;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.Snapshot;
import io.orderflow.eventstore.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Every statement that reads the store, one a method. Each takes a connection of the pool for its own length. */
final class LogReader {
    private static final int EVENTS_MAX = 100_000;
    private static final String EVENT_COLUMNS = """
            SELECT position, stream_id, stream_type, version, event_id, event_type, schema_version, payload, metadata, recorded_at
              FROM event_store.event
            """;

    private final DataSource database;

    LogReader(DataSource database) {
        this.database = database;
    }

    List<RecordedEvent> stream(String streamId, long fromVersion, int eventsMax) {
        return query("stream " + streamId, EVENT_COLUMNS + """
                 WHERE stream_id = ? AND version >= ?
                   AND position >= (SELECT first_position FROM event_store.stream WHERE stream_id = ?)
                 ORDER BY version
                 LIMIT ?
                """, it -> {
            it.setString(1, streamId);
            it.setLong(2, fromVersion);
            it.setString(3, streamId);
            it.setInt(4, checked(eventsMax));
        }, LogReader::event);
    }

    /** The snapshot and what came after it, in one statement and so of one moment. */
    LoadedStream load(String streamId, int eventsMax) {
        List<RecordedEvent> rows = query("stream " + streamId, """
                SELECT 0 AS position, stream_id, stream_type, version, NULL::uuid AS event_id, revision AS event_type,
                       0::smallint AS schema_version, state AS payload, NULL::json AS metadata, saved_at AS recorded_at
                  FROM event_store.snapshot
                 WHERE stream_id = ?
                 UNION ALL
                (""" + EVENT_COLUMNS + """
                 WHERE stream_id = ?
                   AND version > coalesce((SELECT version FROM event_store.snapshot WHERE stream_id = ?), 0)
                   AND position >= (SELECT first_position FROM event_store.stream WHERE stream_id = ?)
                 ORDER BY version
                 LIMIT ?)
                """, it -> {
            for (int parameter = 1; parameter <= 4; parameter++) {
                it.setString(parameter, streamId);
            }
            it.setInt(5, checked(eventsMax));
        }, LogReader::event);
        Optional<Snapshot> snapshot = rows.stream()
            .filter(row -> row.position() == 0)
            .findFirst()
            .map(row -> new Snapshot(streamId, row.streamType(), row.version(), row.type(), row.payload()));
        return new LoadedStream(snapshot, rows.stream().filter(row -> row.position() > 0).toList());
    }

    List<RecordedEvent> log(long afterPosition, int eventsMax) {
        return query("the log", EVENT_COLUMNS + """
                 WHERE position > ?
                 ORDER BY position
                 LIMIT ?
                """, it -> {
            it.setLong(1, afterPosition);
            it.setInt(2, checked(eventsMax));
        }, LogReader::event);
    }

    UUID identity() {
        return query("the identity", "SELECT identity FROM event_store.log", it -> {
        }, row -> row.getObject(1, UUID.class)).getFirst();
    }

    long headPosition() {
        return query("the head", "SELECT position FROM event_store.log_head", it -> {
        }, row -> row.getLong(1)).getFirst();
    }

    long streamVersion(String streamId) {
        return query("version of " + streamId, "SELECT version FROM event_store.stream WHERE stream_id = ?",
                it -> it.setString(1, streamId),
                row -> row.getLong(1))
            .stream()
            .findFirst()
            .orElse(0L);
    }

    Optional<CommandOutcome> outcome(UUID commandId) {
        return query("outcome of " + commandId, """
                SELECT stream_id, last_version, last_position, request_hash, reply, recorded_at
                  FROM event_store.command_outcome
                 WHERE command_id = ?
                """, it -> it.setObject(1, commandId),
                row -> new CommandOutcome(commandId, row.getString(1), row.getLong(2), row.getLong(3),
                        row.getString(4), row.getString(5), row.getObject(6, OffsetDateTime.class).toInstant()))
            .stream()
            .findFirst();
    }

    Optional<Snapshot> snapshot(String streamId) {
        return query("snapshot of " + streamId, """
                SELECT stream_type, version, revision, state
                  FROM event_store.snapshot
                 WHERE stream_id = ?
                """, it -> it.setString(1, streamId),
                row -> new Snapshot(streamId, row.getString(1), row.getLong(2), row.getString(3), row.getString(4)))
            .stream()
            .findFirst();
    }

    void saveSnapshot(Snapshot snapshot) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                                INSERT INTO event_store.snapshot AS s (stream_id, stream_type, version, revision, state)
                                VALUES (?, ?, ?, ?, ?::json)
                                    ON CONFLICT (stream_id) DO UPDATE
                                   SET version = excluded.version, revision = excluded.revision, state = excluded.state, saved_at = clock_timestamp()
                                 WHERE s.version <= excluded.version
                                """)) {
            insert.setString(1, snapshot.streamId());
            insert.setString(2, snapshot.streamType());
            insert.setLong(3, snapshot.version());
            insert.setString(4, snapshot.revision());
            insert.setString(5, snapshot.state());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot save the snapshot of " + snapshot.streamId(), failure);
        }
    }

    void claim(Shard shard) {
        String refusal = query("the shard", """
                WITH claimed AS (
                    UPDATE event_store.log
                       SET shard = ?, shards = ?
                     WHERE NOT EXISTS (SELECT FROM event_store.event)
                    RETURNING shard, shards
                )
                SELECT shard, shards FROM claimed
                 UNION ALL
                SELECT shard, shards FROM event_store.log WHERE NOT EXISTS (SELECT FROM claimed)
                """, it -> {
            it.setInt(1, shard.index());
            it.setInt(2, shard.count());
        }, row -> row.getInt(1) == shard.index() && row.getInt(2) == shard.count()
                ? ""
                : "the database holds shard " + row.getInt(1) + " of " + row.getInt(2) + ", not shard "
                        + shard.index() + " of " + shard.count())
            .getFirst();
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal);
        }
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4),
                row.getObject(5, UUID.class),
                row.getString(6), row.getInt(7), row.getString(8), row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }

    static int checked(int eventsMax) {
        if (eventsMax < 1 || eventsMax > EVENTS_MAX) {
            throw new IllegalArgumentException(
                    "eventsMax is " + eventsMax + "; it must be between 1 and " + EVENTS_MAX);
        }
        return eventsMax;
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String what, String sql, Binder binder, Mapper<T> mapper) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            binder.bind(select);
            List<T> result = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
            }
            return result;
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot read " + what, failure);
        }
    }
}
