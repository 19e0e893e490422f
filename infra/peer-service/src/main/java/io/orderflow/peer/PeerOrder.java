package io.orderflow.peer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** An order. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon makes an empty one and applies the events
class PeerOrder {
    @AggregateIdentifier
    private String orderId;
    private boolean open;

    PeerOrder() {}

    @CommandHandler
    PeerOrder(Commands.PlaceOrder command) {
        long total = command.lines().stream().mapToLong(Line::totalMinor).sum();
        apply(new Events.OrderPlaced(command.orderId(), command.customerId(), command.currency(), command.lines(),
                total));
    }

    @CommandHandler
    void confirm(Commands.ConfirmOrder command) {
        if (open) {
            apply(new Events.OrderConfirmed(command.orderId()));
        }
    }

    @CommandHandler
    void reject(Commands.RejectOrder command) {
        if (open) {
            apply(new Events.OrderRejected(command.orderId(), command.reason()));
        }
    }

    @EventSourcingHandler
    void on(Events.OrderPlaced event) {
        orderId = event.orderId();
        open = true;
    }

    @EventSourcingHandler
    void on(@SuppressWarnings("unused") Events.OrderConfirmed event) {
        open = false;
    }

    @EventSourcingHandler
    void on(@SuppressWarnings("unused") Events.OrderRejected event) {
        open = false;
    }

    String orderId() {
        return orderId;
    }
}
