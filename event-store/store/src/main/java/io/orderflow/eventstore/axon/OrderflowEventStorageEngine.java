package io.orderflow.eventstore.axon;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.EventCodec;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.Deadline;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.LoadedStream;
import io.orderflow.eventstore.Snapshot;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over our store. Axon counts a stream's events from 0, we from 1. The engine owns its
 * transaction: it returns when the events are durable, together with the outcome of the command in
 * {@link CommandScope}. Thread-safe.
 */
public final class OrderflowEventStorageEngine implements EventStorageEngine {
    private static final int STREAM_EVENTS_PER_READ = 1_000;
    private static final int LOG_EVENTS_PER_READ = 500;

    private final EventStore store;
    private final EventCodec codec;
    private final SnapshotCodec snapshots;

    public OrderflowEventStorageEngine(EventStore store, EventCodec codec, SnapshotCodec snapshots) {
        this.store = store;
        this.codec = codec;
        this.snapshots = snapshots;
    }

    /**
     * @throws ConcurrencyException when another writer was first; the command may be tried again
     * @throws AggregateStreamCreationException when the stream exists already
     * @throws DuplicateCommandException when the command was stored before
     * @throws IllegalStateException outside of a {@link CommandScope}
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        CommandScope scope = CommandScope.CURRENT
            .orElseThrow(() -> new IllegalStateException("events are appended by commands only"));
        AppendRequest request = AppendRequests.of(domainMessages(events), scope, codec);
        switch (join(request)) {
            case AppendResult.Appended appended -> scope.appended(appended);
            case AppendResult.Conflict conflict -> throw conflict(conflict);
            case AppendResult.Duplicate duplicate -> throw new DuplicateCommandException(
                    store.findOutcome(duplicate.commandId())
                        .orElseThrow(() -> new ConcurrencyException("the outcome has just expired")));
            case AppendResult.Archived archived -> throw new ArchivedStreamException(archived.streamId());
        }
    }

    private static List<DomainEventMessage<?>> domainMessages(List<? extends EventMessage<?>> events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            messages.add((DomainEventMessage<?>) event);
        }
        return messages;
    }

    /**
     * Waits until the caller's deadline.
     *
     * @throws StoreOverloadedException when the append was withdrawn before it was sent
     * @throws StoreUnavailableException when it was sent and nobody knows yet what comes of it
     */
    private AppendResult join(AppendRequest request) {
        CompletableFuture<AppendResult> result = store.append(request);
        try {
            return result.get(Deadline.current().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failure.getCause());
        } catch (TimeoutException late) {
            throw givenUp(result, late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw givenUp(result, stop);
        }
    }

    private static RuntimeException givenUp(CompletableFuture<AppendResult> result, Exception reason) {
        return result.cancel(false)
                ? new StoreOverloadedException("the append waited longer than its caller; nothing was stored")
                : new StoreUnavailableException("the append is under way longer than its caller waits", reason);
    }

    private static RuntimeException conflict(AppendResult.Conflict conflict) {
        String facts = conflict.streamId() + " is at version " + conflict.actualVersion() + ", expected was "
                + conflict.expected();
        return conflict.expected() instanceof ExpectedVersion.NoStream
                ? new AggregateStreamCreationException(facts)
                : new ConcurrencyException(facts);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        long fromVersion = firstSequenceNumber + 1;
        StreamPages pages = scope().flatMap(scope -> scope.takeLoaded(aggregateIdentifier, fromVersion))
            .map(loaded -> new StreamPages(store, aggregateIdentifier, fromVersion, STREAM_EVENTS_PER_READ, loaded))
            .orElseGet(() -> StreamPages.read(store, aggregateIdentifier, fromVersion, STREAM_EVENTS_PER_READ));
        Stream<DomainEventMessage<?>> events = StreamSupport.stream(pages, false).map(this::message);
        return DomainEventStream.of(events, () -> pages.lastVersion() - 1);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        long version = store.streamVersion(aggregateIdentifier);
        return version == 0 ? Optional.empty() : Optional.of(version - 1);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        store.saveSnapshot(snapshots.encode(snapshot));
    }

    /**
     * Empty also when the snapshot was made by another revision of the aggregate: its events are read instead. Axon
     * asks for the snapshot and then for the events: for a command both are read now, in one round trip.
     */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return scope().map(scope -> load(aggregateIdentifier, scope))
            .orElseGet(() -> store.readSnapshot(aggregateIdentifier))
            .flatMap(snapshots::decode);
    }

    private Optional<Snapshot> load(String streamId, CommandScope scope) {
        if (scope.takeAsNew(streamId)) {
            return Optional.empty();
        }
        LoadedStream loaded = store.load(streamId, STREAM_EVENTS_PER_READ);
        long fromVersion = loaded.snapshot().map(snapshot -> snapshot.version() + 1).orElse(1L);
        scope.loaded(streamId, fromVersion, loaded.events());
        return loaded.snapshot();
    }

    private static Optional<CommandScope> scope() {
        return CommandScope.CURRENT.isBound() ? Optional.of(CommandScope.CURRENT.get()) : Optional.empty();
    }

    /** Events after the token in position order; does not block for new ones, whatever {@code mayBlock} says. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        long after = token == null ? 0 : ((GlobalSequenceTrackingToken) token).getGlobalIndex();
        return Stream.iterate(store.readLog(after, LOG_EVENTS_PER_READ), page -> !page.isEmpty(),
                page -> store.readLog(page.getLast().position(), LOG_EVENTS_PER_READ))
            .flatMap(List::stream)
            .map(this::trackedMessage);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(store.headPosition());
    }

    /**
     * Positions follow the database's clock, so the token is found by halving.
     *
     * @throws NoSuchElementException never; an instant after the last event gives the head
     */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        long before = 0;
        long notBefore = store.headPosition() + 1;
        while (notBefore - before > 1) {
            long middle = before + (notBefore - before) / 2;
            if (store.readLog(middle - 1, 1).getFirst().recordedAt().isBefore(dateTime)) {
                before = middle;
            } else {
                notBefore = middle;
            }
        }
        return new GlobalSequenceTrackingToken(before);
    }

    private DomainEventMessage<?> message(RecordedEvent event) {
        return new GenericDomainEventMessage<>(event.streamType(), event.streamId(), event.version() - 1,
                payload(event), Map.of(),
                event.eventId().toString(), event.recordedAt());
    }

    private TrackedEventMessage<?> trackedMessage(RecordedEvent event) {
        return new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(event.position()),
                new GenericDomainEventMessage<>(event.streamType(), event.streamId(), event.version() - 1,
                        payload(event), Map.of(),
                        event.eventId().toString(), event.recordedAt()));
    }

    private DomainEvent payload(RecordedEvent event) {
        return codec.decode(new StoredForm(event.type(), event.schemaVersion(), event.payload()));
    }
}
