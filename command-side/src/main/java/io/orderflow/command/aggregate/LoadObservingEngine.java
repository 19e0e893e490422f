package io.orderflow.command.aggregate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@link LoadSpan} when an aggregate is read for a command, and lets the command go on from what
 * {@link KnownStocks} has; snapshotting reads as well, is not told, and gets what is stored.
 */
final class LoadObservingEngine implements EventStorageEngine {
    private final EventStorageEngine delegate;
    private final KnownStocks known;

    LoadObservingEngine(EventStorageEngine delegate, KnownStates states) {
        this.delegate = delegate;
        this.known = new KnownStocks(states, delegate);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        if (!LoadSpan.CURRENT.isBound()) {
            return delegate.readSnapshot(aggregateIdentifier);
        }
        LoadSpan load = LoadSpan.CURRENT.get();
        load.begin();
        Optional<DomainEventMessage<?>> snapshot = known.snapshot(aggregateIdentifier)
            .or(() -> delegate.readSnapshot(aggregateIdentifier));
        snapshot.ifPresent(_ -> load.snapshotUsed());
        return snapshot;
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        DomainEventStream events = delegate.readEvents(aggregateIdentifier, firstSequenceNumber);
        return LoadSpan.CURRENT.isBound() ? new CountedEvents(events, LoadSpan.CURRENT.get()) : events;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        delegate.appendEvents(events);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        delegate.storeSnapshot(snapshot);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return delegate.readEvents(token, mayBlock);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return delegate.lastSequenceNumberFor(aggregateIdentifier);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return delegate.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return delegate.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return delegate.createTokenAt(dateTime);
    }

    /** Ends the span with the last event. */
    private record CountedEvents(DomainEventStream events, LoadSpan load) implements DomainEventStream {
        @Override
        public DomainEventMessage<?> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNext() {
            boolean more = events.hasNext();
            if (!more) {
                load.close();
            }
            return more;
        }

        @Override
        public DomainEventMessage<?> next() {
            load.eventLoaded();
            return events.next();
        }

        @Override
        public Long getLastSequenceNumber() {
            return events.getLastSequenceNumber();
        }
    }
}
