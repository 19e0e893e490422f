package io.orderflow.contract;

import java.time.Instant;
import java.util.List;

/** What happens to an order. */
public sealed interface OrderEvent extends DomainEvent {
    OrderId orderId();

    @Override
    default StreamName stream() {
        return StreamName.of(orderId());
    }

    /**
     * Schema version 3. Version 1 had a decimal string as price, version 2 had no channel.
     *
     * @param total the sum of the lines, plus shipping, minus discount; its currency is the currency of every amount
     *        here
     */
    record OrderPlaced(
            OrderId orderId,
            CustomerId customerId,
            String channel,
            List<OrderLine> lines,
            Money shipping,
            Money discount,
            Money total,
            Instant occurredAt) implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }
    }

    record OrderReserved(OrderId orderId, Instant occurredAt) implements OrderEvent {}

    record OrderConfirmed(OrderId orderId, PaymentId paymentId, Instant occurredAt) implements OrderEvent {}

    record OrderRejected(OrderId orderId, RejectionReason reason, String detail,
            Instant occurredAt) implements OrderEvent {}

    /**
     * A cancel arrived while a step was in flight; {@link OrderCancelled} follows when the steps done so far are
     * undone.
     */
    record CancellationRequested(OrderId orderId, String reason, Instant occurredAt) implements OrderEvent {}

    record OrderCancelled(OrderId orderId, String reason, Instant occurredAt) implements OrderEvent {}
}
