package io.orderflow.command.aggregate;

import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.StreamName;

/**
 * What is known of an aggregate.
 *
 * @param version of the event that it was made of last, 0 before the first
 * @param certain whether the store said so just now; otherwise what appends nothing is to be checked
 */
record KnownState(long version, AggregateState state, boolean certain) {
    /** For a stream that most likely has no events: if it has, the append says so. */
    static KnownState guessedNew(StreamName.Kind kind) {
        return new KnownState(0, AggregateState.initial(kind), false);
    }

    KnownState after(DomainEvent event) {
        return new KnownState(version + 1, state.evolve(event), certain);
    }

    int openReservations() {
        return state instanceof AggregateState.OfStock(Stocked stocked) ? stocked.reservations().size() : 0;
    }

    KnownState remembered() {
        return certain ? new KnownState(version, state, false) : this;
    }
}
