package io.orderflow.command.aggregate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.LoadedStream;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.axon.SnapshotCodec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states that batches used last or that the log told of. They may be old: the store refuses what was decided on an
 * old one, and what appends nothing is checked by the caller. Thread-safe.
 */
final class KnownStates {
    /** In open reservations, which take about 100 bytes each. */
    private static final int STATE_WEIGHT = 100;
    private static final int EVENTS_PER_READ = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(KnownStates.class);

    private final Cache<StreamName, KnownState> states;
    private final EventStore store;
    private final EventCodec codec;
    private final SnapshotCodec snapshots;

    /**
     * @param statesMax how many are kept at most, from 0, which keeps none; a stock item takes the place of one for
     *        each hundred of its open reservations
     */
    KnownStates(int statesMax, EventStore store, EventCodec codec, SnapshotCodec snapshots) {
        states = Caffeine.newBuilder()
            .maximumWeight((long) statesMax * STATE_WEIGHT)
            .weigher((StreamName _, KnownState known) -> Math.max(STATE_WEIGHT, known.openReservations()))
            .executor(Runnable::run)
            .build();
        this.store = store;
        this.codec = codec;
        this.snapshots = snapshots;
    }

    @Nullable
    KnownState find(StreamName stream) {
        return states.getIfPresent(stream);
    }

    void remember(StreamName stream, KnownState state) {
        states.put(stream, state.remembered());
    }

    void forget(StreamName stream) {
        states.invalidate(stream);
    }

    /** Goes on with the event if its state is known or begins with it; a stream of no known kind is passed over. */
    void learn(RecordedEvent recorded, @Nullable DomainEvent event) {
        try {
            learn(StreamName.parse(recorded.streamId()), recorded, event);
        } catch (IllegalArgumentException | ClassCastException foreign) {
            LOG.debug("event {} at position {} tells nothing of its stream {}", recorded.eventId(),
                    recorded.position(), recorded.streamId(), foreign);
        }
    }

    private void learn(StreamName stream, RecordedEvent recorded, @Nullable DomainEvent event) {
        KnownState known = recorded.version() == 1 && find(stream) == null
                ? KnownState.guessedNew(stream.kind())
                : find(stream);
        if (known == null || recorded.version() <= known.version()) {
            return;
        }
        if (event == null || recorded.version() > known.version() + 1) {
            forget(stream);
        } else {
            remember(stream, known.after(event));
        }
    }

    /**
     * Reads snapshot and events: one round trip for nearly every stream.
     *
     * @throws io.orderflow.contract.UnreadableEventException when one of the events cannot be read
     */
    KnownState load(StreamName stream) {
        LoadedStream loaded = store.load(stream.toString(), EVENTS_PER_READ);
        Optional<KnownState> snapshot = loaded.snapshot()
            .flatMap(snapshots::decode)
            .map(it -> new KnownState(it.getSequenceNumber() + 1,
                    new AggregateState.OfStock(((StockItem) it.getPayload()).stock().toState()), true));
        KnownState known = snapshot
            .orElseGet(() -> new KnownState(0, AggregateState.initial(stream.kind()), true));
        boolean isUsable = loaded.snapshot().isEmpty() || snapshot.isPresent();
        List<RecordedEvent> page = isUsable ? loaded.events() : page(stream, known);
        while (!page.isEmpty()) {
            for (RecordedEvent event : page) {
                known = known.after(decode(event));
            }
            page = page.size() < EVENTS_PER_READ ? List.of() : page(stream, known);
        }
        return known;
    }

    private List<RecordedEvent> page(StreamName stream, KnownState known) {
        return store.readStream(stream.toString(), known.version() + 1, EVENTS_PER_READ);
    }

    private DomainEvent decode(RecordedEvent event) {
        return codec.decode(new StoredForm(event.type(), event.schemaVersion(), event.payload()));
    }
}
