package io.orderflow.relay;

import io.orderflow.eventstore.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What the relay tells PostgreSQL of its work, for whoever measures lag or waits for a position. Fenced by the leader's
 * epoch.
 */
final class RelayProgress {
    private static final int SHARD = 0;

    private final DataSource database;

    RelayProgress(DataSource database) {
        this.database = database;
    }

    /**
     * What was added to a partition.
     *
     * @param events how many
     */
    record Added(long lastPosition, long lastOffset, long events) {
        Added plus(long position, long offset) {
            return new Added(Math.max(lastPosition, position), Math.max(lastOffset, offset), events + 1);
        }
    }

    /** Thrown when a later leader has taken over. */
    static final class FencedException extends RuntimeException {
        FencedException(long epoch) {
            super("epoch " + epoch + " was fenced by a later leader");
        }
    }

    long position() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection
                    .prepareStatement("SELECT position FROM event_store.relay_position WHERE shard = ?")) {
            select.setInt(1, SHARD);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot read the relay's progress", failure);
        }
    }

    /**
     * @throws FencedException when a later leader has taken over; nothing is written then
     */
    void advance(long epoch, long position, Map<Integer, Added> added) {
        inTransaction(connection -> {
            moveTo(connection, epoch, position);
            add(connection, added);
        });
    }

    /**
     * Starts again from nothing, because Kafka holds less than was recorded here.
     *
     * @throws FencedException as in {@link #advance}
     */
    void reset(long epoch) {
        inTransaction(connection -> {
            moveTo(connection, epoch, 0);
            try (PreparedStatement delete = connection
                .prepareStatement("DELETE FROM event_store.relay_progress WHERE shard = ?")) {
                delete.setInt(1, SHARD);
                delete.executeUpdate();
            }
        });
    }

    /** Makes a row for each partition, so that a reader can tell an empty partition from an unknown one. */
    void addPartitions(Collection<Integer> partitions) {
        inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO event_store.relay_progress (shard, partition, last_position, last_offset, events)
                    SELECT ?, p, 0, -1, 0 FROM unnest(?) AS p
                        ON CONFLICT DO NOTHING
                    """)) {
                insert.setInt(1, SHARD);
                insert.setArray(2, connection.createArrayOf("int4", partitions.toArray()));
                insert.executeUpdate();
            }
        });
    }

    private static void moveTo(Connection connection, long epoch, long position) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("""
                INSERT INTO event_store.relay_position AS p (shard, position, epoch, updated_at)
                VALUES (?, ?, ?, clock_timestamp())
                    ON CONFLICT (shard) DO UPDATE
                   SET position = excluded.position, epoch = excluded.epoch, updated_at = excluded.updated_at
                 WHERE p.epoch <= excluded.epoch
                """)) {
            move.setInt(1, SHARD);
            move.setLong(2, position);
            move.setLong(3, epoch);
            if (move.executeUpdate() == 0) {
                throw new FencedException(epoch);
            }
        }
    }

    private static void add(Connection connection, Map<Integer, Added> added) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                        INSERT INTO event_store.relay_progress AS p (shard, partition, last_position, last_offset, events)
                        SELECT ?, a.partition, a.position, a.last_offset, a.events
                          FROM unnest(?, ?, ?, ?) AS a (partition, position, last_offset, events)
                            ON CONFLICT (shard, partition) DO UPDATE
                           SET last_position = excluded.last_position, last_offset = excluded.last_offset, events = p.events + excluded.events
                        """)) {
            upsert.setInt(1, SHARD);
            upsert.setArray(2, connection.createArrayOf("int4", added.keySet().toArray()));
            upsert.setArray(3,
                    connection.createArrayOf("int8", added.values().stream().map(Added::lastPosition).toArray()));
            upsert.setArray(4,
                    connection.createArrayOf("int8", added.values().stream().map(Added::lastOffset).toArray()));
            upsert.setArray(5, connection.createArrayOf("int8", added.values().stream().map(Added::events).toArray()));
            upsert.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                // Kafka is the truth: a progress that a crash takes back is found again at the next start.
                try (var statement = connection.createStatement()) {
                    statement.execute("SET LOCAL synchronous_commit = off");
                }
                work.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot write the relay's progress", failure);
        }
    }
}
