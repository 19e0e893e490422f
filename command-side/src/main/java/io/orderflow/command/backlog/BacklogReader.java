package io.orderflow.command.backlog;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the backlog as the database knows it, whichever process does the work, on a thread of its own. Who reads the
 * log is behind by the age of the first event after its position.
 *
 * <p>
 * A reader whose position stands still is away and not overloaded: holding orders back would not help it, and accepted
 * orders wait for it in the log. So a relay counts only while it moves, and so does a process manager that other
 * processes run.
 */
final class BacklogReader implements Backlog {
    static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(BacklogReader.class);
    private static final String READ = """
            SELECT f.position AS fulfilment_position, coalesce(r.position, 0) AS relay_position,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at)
                               FROM event_store.event e
                              WHERE NOT e.archived AND e.position = f.position + 1), 0) AS fulfilment_seconds,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at)
                               FROM event_store.event e
                              WHERE NOT e.archived AND e.position = r.position + 1), 0) AS relay_seconds
              FROM command.fulfilment_checkpoint f
              LEFT JOIN event_store.relay_position r ON r.shard = 0
            """;

    /** What was read at one moment. */
    record Reading(Position fulfilment, Position relay) {}

    /**
     * @param secondsBehind age of the first event after it
     */
    record Position(long position, double secondsBehind) {}

    private final JdbcClient database;
    private final FollowedPosition fulfilment;
    private final FollowedPosition relay;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param fulfilmentIsHere whether this process runs the process manager, which then counts also when it stands
     *        still
     */
    BacklogReader(DataSource database, boolean fulfilmentIsHere) {
        this.database = JdbcClient.create(database);
        this.fulfilment = new FollowedPosition(fulfilmentIsHere);
        this.relay = new FollowedPosition(false);
        this.thread = Thread.ofVirtual().name("backlog-reader").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public Duration age() {
        Duration first = fulfilment.age();
        Duration second = relay.age();
        return first.compareTo(second) > 0 ? first : second;
    }

    FollowedPosition fulfilment() {
        return fulfilment;
    }

    FollowedPosition relay() {
        return relay;
    }

    private void run() {
        while (!closed) {
            look();
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** While the database is away there is no backlog: commands are told that it is away. */
    private void look() {
        @Nullable
        Reading reading = null;
        try {
            reading = read();
        } catch (DataAccessException failure) {
            LOG.debug("the backlog was not read", failure);
        }
        fulfilment.moved(reading == null ? null : reading.fulfilment());
        relay.moved(reading == null ? null : reading.relay());
    }

    Reading read() {
        return database.sql(READ)
            .query((row, _) -> new Reading(
                    new Position(row.getLong("fulfilment_position"), row.getDouble("fulfilment_seconds")),
                    new Position(row.getLong("relay_position"), row.getDouble("relay_seconds"))))
            .single();
    }

    void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
