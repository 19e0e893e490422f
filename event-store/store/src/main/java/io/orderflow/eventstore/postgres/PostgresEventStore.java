package io.orderflow.eventstore.postgres;

import io.opentelemetry.context.Context;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.LoadedStream;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.Snapshot;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.worker.Workers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * The event store on PostgreSQL. Appends of this process are collected while the batch before commits and go in as one
 * statement and one transaction, for which the store keeps a connection of the pool. The schema comes from the
 * migrations in {@code db/event-store}.
 */
public final class PostgresEventStore implements EventStore, AutoCloseable {
    private final LogReader reader;
    private final BatchQueue queue;
    private final RecentEvents recent = new RecentEvents();
    private final GroupCommit groupCommit;

    /**
     * @param workers get the thread that writes
     */
    public PostgresEventStore(Workers workers, DataSource database, StoreSettings settings, StoreObserver observer) {
        reader = new LogReader(database);
        queue = new BatchQueue(settings);
        groupCommit = new GroupCommit(workers, database, queue, observer, recent);
        groupCommit.start();
    }

    /**
     * As in {@link EventStore#append}; the future fails with {@link StoreOverloadedException} when the queue is full
     * and with {@link IllegalArgumentException} when PostgreSQL refuses the data, such as a payload that is no JSON.
     */
    @Override
    public CompletableFuture<AppendResult> append(AppendRequest request) {
        PendingAppend append = new PendingAppend(request, Context.current());
        if (!queue.offer(append)) {
            return CompletableFuture.failedFuture(new StoreOverloadedException("the append queue is full"));
        }
        if (groupCommit.isClosed()) {
            groupCommit.refuseWaiting();
        }
        return append.result();
    }

    @Override
    public List<RecordedEvent> readStream(String streamId, long fromVersion, int eventsMax) {
        return reader.stream(streamId, fromVersion, eventsMax);
    }

    @Override
    public LoadedStream load(String streamId, int eventsMax) {
        return reader.load(streamId, eventsMax);
    }

    @Override
    public List<RecordedEvent> readLog(long afterPosition, int eventsMax) {
        return reader.log(afterPosition, eventsMax);
    }

    @Override
    public List<RecordedEvent> recentEvents(long afterPosition, int eventsMax) {
        return recent.after(afterPosition, LogReader.checked(eventsMax));
    }

    @Override
    public UUID identity() {
        return reader.identity();
    }

    @Override
    public long headPosition() {
        return reader.headPosition();
    }

    @Override
    public long streamVersion(String streamId) {
        return reader.streamVersion(streamId);
    }

    @Override
    public Optional<CommandOutcome> findOutcome(UUID commandId) {
        return reader.outcome(commandId);
    }

    @Override
    public void saveSnapshot(Snapshot snapshot) {
        reader.saveSnapshot(snapshot);
    }

    @Override
    public Optional<Snapshot> readSnapshot(String streamId) {
        return reader.snapshot(streamId);
    }

    @Override
    public void onAppended(Runnable listener) {
        groupCommit.onAppended(listener);
    }

    /**
     * Makes an empty log this shard's, or makes sure that it is: streams would be looked for in the wrong place
     * otherwise. A log that nobody claimed is {@link Shard#ONLY}.
     *
     * @throws IllegalStateException when the log has events and belongs to another shard
     */
    public void claim(Shard shard) {
        reader.claim(shard);
    }

    /** Appends that wait for their transaction. */
    public int queuedAppends() {
        return queue.size();
    }

    /** Use of the append queue, 0 to 1. */
    public double queueSaturation() {
        return queue.saturation();
    }

    /** Lets the current batch finish, then refuses what waits. */
    @Override
    public void close() {
        groupCommit.close();
    }
}
