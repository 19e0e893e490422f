package io.orderflow.peer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** What there is of one SKU; many orders want the same, so it is cached, as Axon's guide to tuning advises. */
@Aggregate(cache = "aggregateCache")
@SuppressWarnings("NullAway.Init") // Axon makes an empty one and applies the events
class PeerStock {
    @AggregateIdentifier
    private String sku;
    private int available;
    private final Map<String, Integer> reservations = new HashMap<>();

    PeerStock() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void receive(Commands.ReceiveStock command) {
        apply(new Events.StockReceived(command.sku(), command.quantity()));
    }

    @CommandHandler
    void reserve(Commands.ReserveStock command) {
        if (reservations.containsKey(command.orderId())) {
            return;
        }
        apply(command.quantity() <= available
                ? new Events.StockReserved(command.sku(), command.orderId(), command.quantity())
                : new Events.ReservationRefused(command.sku(), command.orderId()));
    }

    @CommandHandler
    void release(Commands.ReleaseStock command) {
        Integer quantity = reservations.get(command.orderId());
        if (quantity != null) {
            apply(new Events.ReservationReleased(command.sku(), command.orderId(), quantity));
        }
    }

    @EventSourcingHandler
    void on(Events.StockReceived event) {
        sku = event.sku();
        available += event.quantity();
    }

    @EventSourcingHandler
    void on(Events.StockReserved event) {
        available -= event.quantity();
        reservations.put(event.orderId(), event.quantity());
    }

    @EventSourcingHandler
    void on(Events.ReservationReleased event) {
        available += event.quantity();
        reservations.remove(event.orderId());
    }

    String sku() {
        return sku;
    }
}
