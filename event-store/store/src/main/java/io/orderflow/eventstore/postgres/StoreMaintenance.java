package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store's tables small: makes partitions ahead of need, drops expired outcomes and archives closed streams.
 * Any number of processes may do it at once. Appends go on without it, too: a missing partition is made by the append
 * that needs it.
 */
public final class StoreMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMaintenance.class);
    private static final int EVENTS_PER_TRANSACTION = 500;
    /** A round that archives many streams takes long. */
    private static final Duration STALLED_AFTER = Duration.ofMinutes(10);

    private final DataSource database;
    private final MaintenanceSettings settings;
    private final Workers workers;
    private @Nullable Worker worker;
    private volatile boolean closed;
    /** An event that was looked at and is no stream's closing one never becomes it: no round looks twice. */
    private long lookedAt;

    /**
     * @param workers get the thread that maintains
     */
    public StoreMaintenance(Workers workers, DataSource database, MaintenanceSettings settings) {
        this.workers = workers;
        this.database = database;
        this.settings = settings;
    }

    /**
     * What one round did.
     *
     * @param dropped partitions whose content had expired or was archived
     * @param archived streams
     */
    public record Report(int dropped, int archived) {}

    /** Runs one round now and then one at every interval, on a thread of its own. */
    public synchronized void start() {
        worker = workers.start(WorkerSettings.named("event-store-maintenance").stalledAfter(STALLED_AFTER),
                this::step);
    }

    private Duration step() {
        Report report = runOnce();
        LOG.atDebug()
            .addKeyValue("dropped", report.dropped())
            .addKeyValue("archived", report.archived())
            .log("event store maintained");
        return settings.interval();
    }

    /**
     * One round, on the caller's thread; one at a time.
     *
     * @throws StoreUnavailableException when the database does not answer; what was done stays done
     */
    public Report runOnce() {
        try (Connection connection = database.getConnection()) {
            prepare(connection);
            int archived = settings.archives() ? archive(connection) : 0;
            return new Report(drop(connection), archived);
        } catch (SQLException failure) {
            throw new StoreUnavailableException("cannot maintain the event store", failure);
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try (PreparedStatement call = connection
            .prepareStatement("SELECT event_store.prepare_partitions(? * interval '1 second')")) {
            call.setLong(1, settings.outcomeGeneration().toSeconds());
            call.execute();
        }
    }

    private int drop(Connection connection) throws SQLException {
        try (PreparedStatement call = connection
            .prepareStatement("SELECT event_store.drop_partitions(? * interval '1 second')")) {
            call.setLong(1, settings.outcomesKept().toSeconds());
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Small transactions, so that appends hardly wait. */
    private int archive(Connection connection) throws SQLException {
        int archived = 0;
        try (PreparedStatement call = connection.prepareStatement("""
                SELECT archived_streams, looked_at
                  FROM event_store.archive_closed(?, clock_timestamp() - ? * interval '1 second', ?, ?)
                """)) {
            call.setArray(1, connection.createArrayOf("text", settings.closingTypes().toArray()));
            call.setLong(2, settings.archiveAfter().toSeconds());
            call.setInt(4, EVENTS_PER_TRANSACTION);
            while (!closed) {
                call.setLong(3, lookedAt);
                try (ResultSet row = call.executeQuery()) {
                    row.next();
                    archived += row.getInt(1);
                    long reached = row.getLong(2);
                    if (row.wasNull()) {
                        return archived;
                    }
                    lookedAt = reached;
                }
            }
        }
        return archived;
    }

    /** Finishes the transaction at hand. */
    @Override
    public synchronized void close() {
        closed = true;
        if (worker != null) {
            worker.close();
        }
    }
}
