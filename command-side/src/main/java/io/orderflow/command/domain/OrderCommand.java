package io.orderflow.command.domain;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.StreamName;
import java.time.Instant;
import java.util.List;

/** What can be asked of an order. */
public sealed interface OrderCommand extends DomainCommand {
    OrderId orderId();

    @Override
    default StreamName stream() {
        return StreamName.of(orderId());
    }

    /**
     * @param channel where the order came in, such as {@code web}
     * @param lines numbered from 1 in order; prices were checked against the price list by the caller
     */
    record PlaceOrder(
            OrderId orderId,
            CustomerId customerId,
            String channel,
            List<OrderLine> lines,
            Money shipping,
            Money discount,
            Instant at) implements OrderCommand {
        public PlaceOrder {
            lines = List.copyOf(lines);
        }
    }

    /** All lines are reserved. */
    record MarkReserved(OrderId orderId, Instant at) implements OrderCommand {}

    /** The payment is authorised. */
    record ConfirmOrder(OrderId orderId, PaymentId paymentId, Instant at) implements OrderCommand {}

    record RejectOrder(OrderId orderId, RejectionReason reason, String detail, Instant at) implements OrderCommand {}

    /** Decided at once for a confirmed order; else the order waits as CANCELLING for {@link CompleteCancellation}. */
    record CancelOrder(OrderId orderId, String reason, Instant at) implements OrderCommand {}

    /** Whatever was done for a CANCELLING order is undone. */
    record CompleteCancellation(OrderId orderId, Instant at) implements OrderCommand {}
}
