package io.orderflow.contract;

import java.time.Instant;

/** What happens to the payment of one order. */
public sealed interface PaymentEvent extends DomainEvent {
    PaymentId paymentId();

    OrderId orderId();

    @Override
    default StreamName stream() {
        return StreamName.of(paymentId());
    }

    /**
     * @param authorisation the provider's reference
     */
    record PaymentAuthorised(PaymentId paymentId, OrderId orderId, Money amount, String authorisation,
            Instant occurredAt)
            implements
                PaymentEvent {}

    record PaymentDeclined(PaymentId paymentId, OrderId orderId, Money amount, String reason, Instant occurredAt)
            implements
                PaymentEvent {}

    /**
     * No answer of the provider before the deadline.
     *
     * @param attempts how often the provider was asked
     */
    record PaymentTimedOut(PaymentId paymentId, OrderId orderId, Money amount, int attempts, Instant occurredAt)
            implements
                PaymentEvent {}

    record PaymentCaptured(PaymentId paymentId, OrderId orderId, Money amount,
            Instant occurredAt) implements PaymentEvent {}

    record PaymentVoided(PaymentId paymentId, OrderId orderId, Money amount,
            Instant occurredAt) implements PaymentEvent {}

    record PaymentRefunded(PaymentId paymentId, OrderId orderId, Money amount,
            Instant occurredAt) implements PaymentEvent {}
}
