package io.orderflow.command.backlog;

import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the backlog as the database knows it, whichever process does the work, on a thread of its own. The process
 * manager delays an event by what lies before it in the log, a relay by the age of the first event after its position.
 *
 * <p>
 * A reader whose position stands still is away and not overloaded: holding orders back would not help it, and accepted
 * orders wait for it in the log. So a relay counts only while it moves, and so does a process manager that other
 * processes run.
 */
final class BacklogReader implements Backlog {
    static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
    private static final String READ = """
            SELECT f.position AS fulfilment_position, coalesce(r.position, 0) AS relay_position,
                   (SELECT position FROM event_store.log_head) AS head,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at)
                               FROM event_store.event e
                              WHERE NOT e.archived AND e.position = f.position + 1), 0) AS fulfilment_seconds,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at)
                               FROM event_store.event e
                              WHERE NOT e.archived AND e.position = r.position + 1), 0) AS relay_seconds
              FROM command.fulfilment_checkpoint f
              LEFT JOIN event_store.relay_position r ON r.shard = 0
            """;

    /**
     * What was read at one moment.
     *
     * @param head the position given out last
     */
    record Reading(Position fulfilment, Position relay, long head) {}

    /**
     * @param secondsBehind age of the first event after it
     */
    record Position(long position, double secondsBehind) {}

    private final JdbcClient database;
    private final FollowedPosition fulfilment;
    private final FollowedPosition relay;
    private final ExpectedWait expected = new ExpectedWait();
    private final Workers workers;
    private @Nullable Worker worker;
    /** The process manager's position in the reading before, and when that was; -1 when there was none. */
    private long before = -1;
    private long beforeNanos;

    /**
     * @param fulfilmentIsHere whether this process runs the process manager, which then counts also when it stands
     *        still
     */
    BacklogReader(Workers workers, DataSource database, boolean fulfilmentIsHere) {
        this.workers = workers;
        this.database = JdbcClient.create(database);
        this.fulfilment = new FollowedPosition(fulfilmentIsHere);
        this.relay = new FollowedPosition(false);
    }

    synchronized void start() {
        worker = workers.start(WorkerSettings.named("backlog-reader")
            .pausing(INTERVAL, PAUSE_MAX)
            .stoppingWithin(Duration.ZERO)
            .afterFailure(this::nothingIsKnown), this::look);
    }

    @Override
    public Duration delay() {
        Duration first = expectedWait();
        Duration second = relay.age();
        return first.compareTo(second) > 0 ? first : second;
    }

    /** For the process manager, of an event that is appended now; nothing while that is away. */
    Duration expectedWait() {
        return fulfilment.isCounted() ? expected.get() : Duration.ZERO;
    }

    FollowedPosition fulfilment() {
        return fulfilment;
    }

    FollowedPosition relay() {
        return relay;
    }

    private Duration look() {
        Reading reading = read();
        long now = System.nanoTime();
        fulfilment.moved(reading.fulfilment());
        relay.moved(reading.relay());
        expect(reading, now);
        before = reading.fulfilment().position();
        beforeNanos = now;
        return INTERVAL;
    }

    /** While the database is away there is no backlog: commands are told that it is away. */
    private void nothingIsKnown() {
        fulfilment.moved(null);
        relay.moved(null);
        expected.unknown();
        before = -1;
    }

    private void expect(Reading reading, long now) {
        if (before >= 0) {
            long position = reading.fulfilment().position();
            expected.read(Math.max(0, position - before), reading.head() - position,
                    Math.max(1, now - beforeNanos) / 1e9);
        }
    }

    Reading read() {
        return database.sql(READ)
            .query((row, _) -> new Reading(
                    new Position(row.getLong("fulfilment_position"), row.getDouble("fulfilment_seconds")),
                    new Position(row.getLong("relay_position"), row.getDouble("relay_seconds")),
                    row.getLong("head")))
            .single();
    }

    synchronized void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
