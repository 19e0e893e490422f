package io.orderflow.eventstore.postgres;

import io.opentelemetry.context.Context;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one batch after the other on a thread and a connection of its own. */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** What {@code event_store.append} says. */
    private static final String LOG_LOST_ITS_END = "OF001";
    private static final int CONNECT_ATTEMPTS_MAX = 32;
    /** How long one step waits for an append. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(1);

    private final DataSource database;
    private final BatchQueue queue;
    private final StoreObserver observer;
    private final RecentEvents recent;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Workers workers;
    private volatile @Nullable Worker writer;
    private volatile boolean closed;
    private @Nullable Connection connection;
    private @Nullable AppendStatement statement;
    /** Also of former connections. */
    private long knownHead;

    GroupCommit(Workers workers, DataSource database, BatchQueue queue, StoreObserver observer, RecentEvents recent) {
        this.workers = workers;
        this.database = database;
        this.queue = queue;
        this.observer = observer;
        this.recent = recent;
    }

    void start() {
        writer = workers.start(WorkerSettings.named("event-store-writer")
            .stoppingWithin(Duration.ZERO)
            .afterFailure(this::afterFailure), this::step);
    }

    boolean isClosed() {
        return closed;
    }

    void onAppended(Runnable listener) {
        listeners.add(listener);
    }

    private Duration step() throws InterruptedException {
        write(queue.take(IDLE_MAX));
        return Duration.ZERO;
    }

    /** The outcome of what was taken is open. */
    private void afterFailure() {
        disconnect();
        var open = new StoreUnavailableException("the event store's writer failed; the outcome is open",
                new IllegalStateException("see the log"));
        queue.drainTaken().forEach(append -> append.result().completeExceptionally(open));
    }

    /** For appends that came in while the store closed. */
    void refuseWaiting() {
        refuse(queue.drainWaiting());
    }

    private static void refuse(List<PendingAppend> appends) {
        var closed = new StoreUnavailableException("the event store is closed", new IllegalStateException("closed"));
        appends.forEach(append -> append.result().completeExceptionally(closed));
    }

    private void write(List<PendingAppend> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Instant start = Instant.now();
        try {
            List<AppendResult> results = statement().execute(batch);
            queue.written();
            recent.committed(batch, results);
            complete(batch, results);
            observe(batch, start, null);
        } catch (SQLException failure) {
            observe(batch, start, failure);
            recover(batch, failure);
        } catch (RuntimeException | Error defect) {
            batch.forEach(append -> append.result().completeExceptionally(defect));
            throw defect;
        }
    }

    private void complete(List<PendingAppend> batch, List<AppendResult> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result().complete(results.get(i));
        }
        listeners.forEach(Runnable::run);
    }

    private void observe(List<PendingAppend> batch, Instant start, @Nullable Throwable failure) {
        List<Context> callers = batch.stream().map(PendingAppend::caller).toList();
        observer.batchWritten(callers, start, Instant.now(), failure);
    }

    /** Data that PostgreSQL refuses was not stored: each append is tried alone, so that it harms no other. */
    private void recover(List<PendingAppend> batch, SQLException failure) {
        if (!isRefusedData(failure)) {
            LOG.atWarn()
                .addKeyValue("appends", batch.size())
                .setCause(failure)
                .log("append failed; its outcome is open");
            var unavailable = new StoreUnavailableException("the event store did not answer", failure);
            batch.forEach(append -> append.result().completeExceptionally(unavailable));
            disconnect();
            requireKnownLog(failure);
        } else if (batch.size() == 1) {
            batch.getFirst()
                .result()
                .completeExceptionally(
                        new IllegalArgumentException("events were refused: " + failure.getMessage(), failure));
        } else {
            batch.forEach(append -> write(List.of(append)));
        }
    }

    /** Nothing but a new start mends it: the worker shows it for as long. */
    private static void requireKnownLog(SQLException failure) {
        if (LOG_LOST_ITS_END.equals(failure.getSQLState())) {
            throw new IllegalStateException(
                    "this is not the log that was written before; make sure that it is the right database, then start anew",
                    failure);
        }
    }

    /**
     * SQLSTATE classes 21, 22 and 23: cardinality, data and constraint; the server rolled back and the connection is
     * whole.
     */
    private static boolean isRefusedData(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"));
    }

    private AppendStatement statement() throws SQLException {
        AppendStatement current = statement;
        if (current == null) {
            connection = connect();
            current = new AppendStatement(connection, knownHead);
            statement = current;
        }
        return current;
    }

    /**
     * A connection that answers. After the server was away a pool hands out dead ones, each of which it forgets once it
     * has failed.
     */
    private Connection connect() throws SQLException {
        for (int attempt = 1;; attempt++) {
            Connection candidate = database.getConnection();
            try (Statement probe = candidate.createStatement()) {
                candidate.setAutoCommit(true);
                probe.execute("SELECT 1");
                return candidate;
            } catch (SQLException dead) {
                candidate.close();
                if (attempt == CONNECT_ATTEMPTS_MAX) {
                    throw dead;
                }
            }
        }
    }

    private void disconnect() {
        Connection broken = connection;
        recent.forget();
        knownHead = statement == null ? knownHead : statement.knownHead();
        statement = null;
        connection = null;
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (SQLException alreadyBroken) {
            LOG.debug("closing a broken connection", alreadyBroken);
        }
    }

    /** Lets the batch at hand be written and refuses what waits. */
    @Override
    public void close() {
        closed = true;
        Worker writing = writer;
        if (writing != null) {
            writing.close();
        }
        if (writing == null || !writing.isAlive()) {
            disconnect();
            refuse(queue.drainTaken());
        }
        refuseWaiting();
    }
}
