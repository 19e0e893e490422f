package io.orderflow.command.fulfilment;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.StockEvent;
import java.util.Optional;

/** An event with its id and its place in the log. */
record Fact(String eventId, long position, DomainEvent event) {
    /** The order that the event is about; empty for stock that came in or was counted. */
    static Optional<OrderId> orderOf(DomainEvent event) {
        return switch (event) {
            case OrderEvent it -> Optional.of(it.orderId());
            case PaymentEvent it -> Optional.of(it.orderId());
            case StockEvent.StockReserved it -> Optional.of(it.orderId());
            case StockEvent.ReservationRefused it -> Optional.of(it.orderId());
            case StockEvent.ReservationReleased it -> Optional.of(it.orderId());
            case StockEvent.ReservationExpired it -> Optional.of(it.orderId());
            case StockEvent.StockReceived _ -> Optional.empty();
            case StockEvent.StockAdjusted _ -> Optional.empty();
        };
    }
}
