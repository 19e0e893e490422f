package io.orderflow.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The append-only log and its streams. Positions are dense, gapless and in commit order from 1: who has read up to
 * position P has seen every event up to P and will never find another one there. Versions are contiguous from 1 in each
 * stream.
 *
 * <p>
 * Safe for use by any number of threads; meant for virtual threads, since every call may block on the database.
 * Failures of the database throw {@link StoreUnavailableException}.
 */
public interface EventStore {
    /**
     * Appends all events of the request or none. When the future completes with {@link AppendResult.Appended}, the
     * events are durable and visible to every reader. A future that completes exceptionally with
     * {@link StoreUnavailableException} leaves open whether the events were stored; repeating the request with the same
     * command id is safe.
     *
     * <p>
     * {@link CompletableFuture#cancel} withdraws the append while it waits for its transaction: it returns true when
     * the append was not and will not be stored, false when it is under way or has ended.
     */
    CompletableFuture<AppendResult> append(AppendRequest request);

    /**
     * Events of one stream in version order.
     *
     * @param fromVersion first version to return, from 1
     * @param eventsMax 1 to 100,000
     */
    List<RecordedEvent> readStream(String streamId, long fromVersion, int eventsMax);

    /**
     * The stream's newest snapshot, whatever its revision, and the events after it: one round trip.
     *
     * @param eventsMax 1 to 100,000
     */
    LoadedStream load(String streamId, int eventsMax);

    /**
     * Events with {@code position > afterPosition} in position order, without gaps.
     *
     * @param afterPosition from 0
     * @param eventsMax 1 to 100,000
     */
    List<RecordedEvent> readLog(long afterPosition, int eventsMax);

    /**
     * As {@link #readLog}, of what this process appended lately and without asking the database: empty when the next
     * event is not among it, which does not say that there is none.
     *
     * @param afterPosition from 0
     * @param eventsMax 1 to 100,000
     */
    List<RecordedEvent> recentEvents(long afterPosition, int eventsMax);

    /**
     * For those who follow the log: the next events in position order, without gaps, from memory if they are there. May
     * be fewer than there are; empty only when there are none.
     *
     * @param afterPosition from 0
     * @param eventsMax 1 to 100,000
     */
    default List<RecordedEvent> nextEvents(long afterPosition, int eventsMax) {
        List<RecordedEvent> recent = recentEvents(afterPosition, eventsMax);
        return recent.isEmpty() ? readLog(afterPosition, eventsMax) : recent;
    }

    /**
     * Tells this log from every other, whatever database it is in. Changes only when an operator gives it a new one.
     */
    UUID identity();

    /** Position of the last committed event; 0 when there is none. */
    long headPosition();

    /** Version of the last event of the stream; 0 when there is none. */
    long streamVersion(String streamId);

    /**
     * The outcome of a command that was stored with its events, for as long as outcomes are kept (at least 24 hours).
     */
    Optional<CommandOutcome> findOutcome(UUID commandId);

    /** Replaces the stream's snapshot, unless the stored one is newer. */
    void saveSnapshot(Snapshot snapshot);

    /** The newest snapshot of the stream. */
    Optional<Snapshot> readSnapshot(String streamId);

    /**
     * Calls the listener after each commit of this process, from the store's own thread: it must not block. Other
     * processes' appends are not announced.
     */
    void onAppended(Runnable listener);
}
