package io.orderflow.peer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** The payment of an order. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon makes an empty one and applies the events
class PeerPayment {
    @AggregateIdentifier
    private String paymentId;

    PeerPayment() {}

    @CommandHandler
    PeerPayment(Commands.RecordAuthorisation command) {
        apply(new Events.PaymentAuthorised(command.paymentId(), command.orderId(), command.amountMinor(),
                command.currency(), command.authorisation()));
    }

    @EventSourcingHandler
    void on(Events.PaymentAuthorised event) {
        paymentId = event.paymentId();
    }

    String paymentId() {
        return paymentId;
    }
}
