package io.orderflow.eventstore.leadership;

import io.orderflow.eventstore.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time do a task. Leases run on the database's clock; should that be set back, a lease that has
 * not been renewed for as long as it was to last by the asking process's own clock is over too. A leader that was
 * paused past its lease does not notice by itself: whatever it writes must be fenced by the epoch, which grows with
 * each change of the holder. Thread-safe.
 */
final class LeaderLease {
    private static final String ACQUIRE = """
            INSERT INTO event_store.leader AS l (task, epoch, holder, lease_until)
            VALUES (?, 1, ?, clock_timestamp() + ? * interval '1 millisecond')
                ON CONFLICT (task) DO UPDATE
               SET epoch       = CASE WHEN l.holder = excluded.holder THEN l.epoch ELSE l.epoch + 1 END,
                   holder      = excluded.holder,
                   lease_until = excluded.lease_until
             WHERE l.holder = excluded.holder OR l.lease_until < clock_timestamp() OR l.lease_until = ?
            RETURNING epoch
            """;
    private static final String FOREIGN = """
            SELECT lease_until, greatest(0, least(extract(epoch FROM lease_until - clock_timestamp()), ?))
              FROM event_store.leader
             WHERE task = ? AND holder <> ?
            """;
    private static final String RELEASE = """
            UPDATE event_store.leader
               SET lease_until = '-infinity'
             WHERE task = ? AND holder = ?
            """;

    /** No lease lasts longer, whatever the clocks say. */
    static final Duration LEASE_MAX = Duration.ofMinutes(5);

    private final DataSource database;
    private final String task;
    private final String holder;
    private final Duration lease;
    /** The lease of another process. */
    private @Nullable Seen seen;

    /**
     * @param until tells one renewal from the next
     * @param overNanos when it is over, by {@link System#nanoTime}
     */
    private record Seen(OffsetDateTime until, long overNanos) {}

    /**
     * @param holder unique for each start of a process
     * @param lease how long a leader that has died is waited for; renew at least three times as often
     */
    LeaderLease(DataSource database, String task, String holder, Duration lease) {
        this.database = database;
        this.task = task;
        this.holder = holder;
        this.lease = lease;
    }

    Duration lease() {
        return lease;
    }

    /**
     * The epoch when this holder leads from now until the lease ends; empty when another one leads.
     *
     * @throws StoreUnavailableException when the database does not answer: the holder must assume that it leads no
     *         longer
     */
    synchronized OptionalLong acquireOrRenew() {
        try (var connection = database.getConnection()) {
            OptionalLong epoch = acquire(connection);
            seen = epoch.isPresent() ? null : look(connection);
            return epoch;
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot renew the lease of " + task, failure);
        }
    }

    private OptionalLong acquire(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ACQUIRE)) {
            statement.setString(1, task);
            statement.setString(2, holder);
            statement.setLong(3, lease.toMillis());
            statement.setObject(4, overdue(), Types.TIMESTAMP_WITH_TIMEZONE);
            try (var row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** The lease that has been seen unchanged for longer than it was to last. */
    private @Nullable OffsetDateTime overdue() {
        Seen last = seen;
        return last != null && System.nanoTime() - last.overNanos > 0 ? last.until : null;
    }

    private @Nullable Seen look(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(FOREIGN)) {
            statement.setLong(1, LEASE_MAX.toSeconds());
            statement.setString(2, task);
            statement.setString(3, holder);
            try (var row = statement.executeQuery()) {
                return row.next() ? seen(row.getObject(1, OffsetDateTime.class), row.getDouble(2)) : null;
            }
        }
    }

    private Seen seen(OffsetDateTime until, double restSeconds) {
        Seen last = seen;
        return last != null && last.until.equals(until)
                ? last
                : new Seen(until, System.nanoTime() + (long) (restSeconds * 1e9));
    }

    /** Gives the lease up, so that a standby need not wait for its end. */
    void release() {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, task);
            statement.setString(2, holder);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot release the lease of " + task, failure);
        }
    }
}
