package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.LoadedStream;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Streams spread over several logs, each in a database of its own that may be on a server of its own. All events of a
 * stream are in one log; positions count within a log and say nothing across logs. At most one append per command id
 * takes effect within a log: derive the stream from the command id, or repeat a command for the same stream only, as
 * every caller does that repeats a request as it was. Thread-safe; does not close the logs.
 */
public final class ShardedEventStore {
    private final List<PostgresEventStore> logs;

    /**
     * @param logs by shard index, 1 to {@link Shard#COUNT_MAX}
     */
    public ShardedEventStore(List<PostgresEventStore> logs) {
        this.logs = List.copyOf(logs);
        for (int index = 0; index < logs.size(); index++) {
            logs.get(index).claim(new Shard(index, logs.size()));
        }
    }

    /** The logs by shard index: what relays and other readers of positions work on. */
    public List<? extends EventStore> logs() {
        return logs;
    }

    private EventStore logOf(String streamId) {
        return logs.get(Shard.of(streamId, logs.size()).index());
    }

    /** As in {@link EventStore#append}, on the stream's log. */
    public CompletableFuture<AppendResult> append(AppendRequest request) {
        return logOf(request.streamId()).append(request);
    }

    /** As in {@link EventStore#readStream}. */
    public List<RecordedEvent> readStream(String streamId, long fromVersion, int eventsMax) {
        return logOf(streamId).readStream(streamId, fromVersion, eventsMax);
    }

    /** As in {@link EventStore#load}. */
    public LoadedStream load(String streamId, int eventsMax) {
        return logOf(streamId).load(streamId, eventsMax);
    }

    /** As in {@link EventStore#streamVersion}. */
    public long streamVersion(String streamId) {
        return logOf(streamId).streamVersion(streamId);
    }

    /** As in {@link EventStore#findOutcome}, for a command of the stream. */
    public Optional<CommandOutcome> findOutcome(String streamId, UUID commandId) {
        return logOf(streamId).findOutcome(commandId);
    }

    /** As in {@link EventStore#saveSnapshot}. */
    public void saveSnapshot(Snapshot snapshot) {
        logOf(snapshot.streamId()).saveSnapshot(snapshot);
    }
}
