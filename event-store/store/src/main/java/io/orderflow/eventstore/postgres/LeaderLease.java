package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Lets one process at a time do a task. Leases run on the database's clock. A leader that was paused past its lease
 * does not notice by itself: whatever it writes must be fenced by the epoch, which grows with each change of the
 * holder. Thread-safe.
 */
public final class LeaderLease {
    private static final String ACQUIRE = """
            INSERT INTO event_store.leader AS l (task, epoch, holder, lease_until)
            VALUES (?, 1, ?, clock_timestamp() + ? * interval '1 millisecond')
                ON CONFLICT (task) DO UPDATE
               SET epoch       = CASE WHEN l.holder = excluded.holder THEN l.epoch ELSE l.epoch + 1 END,
                   holder      = excluded.holder,
                   lease_until = excluded.lease_until
             WHERE l.holder = excluded.holder OR l.lease_until < clock_timestamp()
            RETURNING epoch
            """;
    private static final String RELEASE = """
            UPDATE event_store.leader
               SET lease_until = '-infinity'
             WHERE task = ? AND holder = ?
            """;

    private final DataSource database;
    private final String task;
    private final String holder;
    private final Duration lease;

    /**
     * @param holder unique for each start of a process
     * @param lease how long a leader that has died is waited for; renew at least three times as often
     */
    public LeaderLease(DataSource database, String task, String holder, Duration lease) {
        this.database = database;
        this.task = task;
        this.holder = holder;
        this.lease = lease;
    }

    public Duration lease() {
        return lease;
    }

    /**
     * The epoch when this holder leads from now until the lease ends; empty when another one leads.
     *
     * @throws StoreUnavailableException when the database does not answer: the holder must assume that it leads no
     *         longer
     */
    public OptionalLong acquireOrRenew() {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(ACQUIRE)) {
            statement.setString(1, task);
            statement.setString(2, holder);
            statement.setLong(3, lease.toMillis());
            try (var row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot renew the lease of " + task, failure);
        }
    }

    /** Gives the lease up, so that a standby need not wait for its end. */
    public void release() {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, task);
            statement.setString(2, holder);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot release the lease of " + task, failure);
        }
    }
}
