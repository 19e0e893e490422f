package io.orderflow.command.domain;

import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import java.util.Set;

/** How far the payment of an order has come. */
public sealed interface PaymentState {
    PaymentStatus status();

    /** Before the first event. */
    record None() implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.NONE;
        }
    }

    record Authorised(OrderId orderId, Money amount, String authorisation) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.AUTHORISED;
        }
    }

    record Captured(OrderId orderId, Money amount) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.CAPTURED;
        }
    }

    /**
     * Nothing is held or taken any more.
     *
     * @param status DECLINED, TIMED_OUT, VOIDED or REFUNDED
     */
    record Closed(PaymentStatus status) implements PaymentState {}

    /** The stages that may follow a stage. */
    static Set<PaymentStatus> allowedAfter(PaymentStatus status) {
        return switch (status) {
            case NONE -> Set.of(PaymentStatus.AUTHORISED, PaymentStatus.DECLINED, PaymentStatus.TIMED_OUT);
            case AUTHORISED -> Set.of(PaymentStatus.CAPTURED, PaymentStatus.VOIDED);
            case CAPTURED -> Set.of(PaymentStatus.REFUNDED);
            case DECLINED, TIMED_OUT, VOIDED, REFUNDED -> Set.of();
        };
    }
}
