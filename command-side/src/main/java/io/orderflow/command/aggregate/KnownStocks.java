package io.orderflow.command.aggregate;

import io.orderflow.command.domain.StockState;
import io.orderflow.contract.StreamName;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * The stock items that batches know, as snapshots for Axon. What a stock item holds grows with its open reservations:
 * read from the store it would lie in memory a second time, for each command again.
 */
final class KnownStocks {
    private final KnownStates states;
    private final EventStorageEngine stored;

    KnownStocks(KnownStates states, EventStorageEngine stored) {
        this.states = states;
        this.stored = stored;
    }

    /**
     * Empty for all others; when the store has less than what is known, as one that was restored; and when it has a lot
     * more, since another process leads: then what is stored is the shorter way.
     */
    Optional<DomainEventMessage<?>> snapshot(String streamId) {
        StreamName stream = StreamName.parse(streamId);
        KnownState known = stream.kind() == StreamName.Kind.STOCK ? states.find(stream) : null;
        if (known == null || !(known.state() instanceof AggregateState.OfStock(StockState.Stocked stocked))) {
            return Optional.empty();
        }
        long sequenceNumber = known.version() - 1;
        return stored.lastSequenceNumberFor(streamId)
            .filter(last -> last >= sequenceNumber && last - sequenceNumber < StockSnapshots.EVENTS_MIN)
            .map(_ -> new GenericDomainEventMessage<>(AggregateNames.STOCK_ITEM, streamId, sequenceNumber,
                    StockItem.at(stream, stocked)));
    }
}
