package io.orderflow.relay;

import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What the relay tells PostgreSQL of its work, for whoever measures lag or waits for a position. Fenced by the leader's
 * epoch.
 */
final class RelayProgress {
    private final DataSource database;
    private final int shard;

    RelayProgress(DataSource database, Shard shard) {
        this.database = database;
        this.shard = shard.index();
    }

    /**
     * What was added to a partition.
     *
     * @param events how many
     */
    record Added(long lastPosition, long lastOffset, long events) {
        Added plus(Added more) {
            return new Added(Math.max(lastPosition, more.lastPosition), Math.max(lastOffset, more.lastOffset),
                    events + more.events);
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
            select.setInt(1, shard);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot read the relay's progress", failure);
        }
    }

    /** Position of the last event that was published to each partition, as far as it was recorded. */
    Map<Integer, Long> lastPositions() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT partition, last_position FROM event_store.relay_progress WHERE shard = ?")) {
            select.setInt(1, shard);
            Map<Integer, Long> positions = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return positions;
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot read the relay's progress", failure);
        }
    }

    /**
     * One statement and one transaction that does not wait for the disk: Kafka is the truth, and what a crash takes
     * back is counted again at the next start.
     *
     * @throws FencedException when a later leader has taken over; nothing is written then
     */
    void advance(long epoch, long position, Map<Integer, Added> added) {
        try (Connection connection = database.getConnection();
                PreparedStatement advance = connection.prepareStatement(
                        """
                                WITH moved AS (
                                    INSERT INTO event_store.relay_position AS p (shard, position, epoch, updated_at)
                                    VALUES (?, ?, ?, clock_timestamp())
                                        ON CONFLICT (shard) DO UPDATE
                                       SET position = excluded.position, epoch = excluded.epoch, updated_at = excluded.updated_at
                                     WHERE p.epoch <= excluded.epoch
                                    RETURNING shard
                                ), counted AS (
                                    INSERT INTO event_store.relay_progress AS p (shard, partition, last_position, last_offset, events)
                                    SELECT moved.shard, a.partition, a.position, a.last_offset, a.events
                                      FROM moved, unnest(?, ?, ?, ?) AS a (partition, position, last_offset, events)
                                        ON CONFLICT (shard, partition) DO UPDATE
                                       SET last_position = excluded.last_position, last_offset = excluded.last_offset,
                                           events = p.events + excluded.events
                                )
                                SELECT count(*), set_config('synchronous_commit', 'off', true) FROM moved
                                """)) {
            advance.setInt(1, shard);
            advance.setLong(2, position);
            advance.setLong(3, epoch);
            bind(advance, 4, added);
            try (ResultSet row = advance.executeQuery()) {
                row.next();
                if (row.getLong(1) == 0) {
                    throw new FencedException(epoch);
                }
            }
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot write the relay's progress", failure);
        }
    }

    private static void bind(PreparedStatement statement, int first, Map<Integer, Added> added) throws SQLException {
        Connection connection = statement.getConnection();
        Collection<Added> values = added.values();
        statement.setArray(first, connection.createArrayOf("int4", added.keySet().toArray()));
        statement.setArray(first + 1,
                connection.createArrayOf("int8", values.stream().map(Added::lastPosition).toArray()));
        statement.setArray(first + 2,
                connection.createArrayOf("int8", values.stream().map(Added::lastOffset).toArray()));
        statement.setArray(first + 3, connection.createArrayOf("int8", values.stream().map(Added::events).toArray()));
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
                delete.setInt(1, shard);
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
                insert.setInt(1, shard);
                insert.setArray(2, connection.createArrayOf("int4", partitions.toArray()));
                insert.executeUpdate();
            }
        });
    }

    private void moveTo(Connection connection, long epoch, long position) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("""
                INSERT INTO event_store.relay_position AS p (shard, position, epoch, updated_at)
                VALUES (?, ?, ?, clock_timestamp())
                    ON CONFLICT (shard) DO UPDATE
                   SET position = excluded.position, epoch = excluded.epoch, updated_at = excluded.updated_at
                 WHERE p.epoch <= excluded.epoch
                """)) {
            move.setInt(1, shard);
            move.setLong(2, position);
            move.setLong(3, epoch);
            if (move.executeUpdate() == 0) {
                throw new FencedException(epoch);
            }
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
