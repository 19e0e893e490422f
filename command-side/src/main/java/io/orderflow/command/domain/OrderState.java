package io.orderflow.command.domain;

import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import java.util.Set;

/** How far an order has come. */
public sealed interface OrderState {
    /** Before the first event. */
    record NotPlaced() implements OrderState {}

    /** An order that exists; only these have a status. */
    sealed interface Existing extends OrderState {
        OrderStatus status();
    }

    record Placed() implements Existing {
        @Override
        public OrderStatus status() {
            return OrderStatus.PLACED;
        }
    }

    record Reserved() implements Existing {
        @Override
        public OrderStatus status() {
            return OrderStatus.RESERVED;
        }
    }

    record Confirmed(PaymentId paymentId) implements Existing {
        @Override
        public OrderStatus status() {
            return OrderStatus.CONFIRMED;
        }
    }

    record Rejected(RejectionReason reason) implements Existing {
        @Override
        public OrderStatus status() {
            return OrderStatus.REJECTED;
        }
    }

    /**
     * @param reason why the customer cancels
     */
    record Cancelling(String reason) implements Existing {
        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLING;
        }
    }

    record Cancelled() implements Existing {
        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }
    }

    /** The stages that may follow a stage: the product's state machine. */
    static Set<OrderStatus> allowedAfter(OrderStatus status) {
        return switch (status) {
            case PLACED -> Set.of(OrderStatus.RESERVED, OrderStatus.REJECTED, OrderStatus.CANCELLING);
            case RESERVED -> Set.of(OrderStatus.CONFIRMED, OrderStatus.REJECTED, OrderStatus.CANCELLING);
            case CONFIRMED, CANCELLING -> Set.of(OrderStatus.CANCELLED);
            case REJECTED, CANCELLED -> Set.of();
        };
    }
}
