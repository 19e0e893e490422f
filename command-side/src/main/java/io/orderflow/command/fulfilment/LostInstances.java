package io.orderflow.command.fulfilment;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * Instances for orders that nobody looked after so far, because their history was imported: made from the order's own
 * stream when something happens to one of them.
 */
final class LostInstances {
    private static final int EVENTS_MAX = 1_000;

    private final EventStore store;

    LostInstances(EventStore store) {
        this.store = store;
    }

    /** The instance as it was before the event; empty when the order was never placed. */
    Optional<Fulfilment> recover(OrderId order, Fact before, Instant now) {
        List<RecordedEvent> stream = store.readStream(StreamName.of(order).toString(), 1, EVENTS_MAX)
            .stream()
            .filter(it -> it.position() < before.position())
            .toList();
        if (stream.isEmpty() || !(LoggedEvent.decode(stream.getFirst()) instanceof OrderPlaced placed)) {
            return Optional.empty();
        }
        RecordedEvent last = stream.getLast();
        Fulfilment fresh = Fulfilment.of(placed, stream.getFirst().eventId().toString(), last.position(), now);
        Step step = stepAfter(LoggedEvent.decode(last));
        // Whether money is held is not told by the order's stream: giving back what is not held has no effect.
        return Optional.of(fresh.with(new Fulfilment.Progress(step, PaymentStage.AUTHORISED,
                fresh.plan().lines().size(), 0, now, null, null)));
    }

    private static Step stepAfter(DomainEvent last) {
        return switch (last) {
            case OrderEvent.OrderConfirmed _ -> Step.CONFIRMED;
            case OrderEvent.OrderRejected _ -> Step.REJECTED;
            case OrderEvent.OrderCancelled _ -> Step.CANCELLED;
            default -> Step.CONFIRMING;
        };
    }

    static boolean isDatabaseAway(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof StoreOverloadedException
                || failure instanceof DataAccessException;
    }
}
