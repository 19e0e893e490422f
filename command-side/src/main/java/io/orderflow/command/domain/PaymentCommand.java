package io.orderflow.command.domain;

import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.StreamName;
import java.time.Instant;

/** What can be recorded of, or asked of, the payment of one order. Repeating a command has no second effect. */
public sealed interface PaymentCommand extends DomainCommand {
    PaymentId paymentId();

    @Override
    default StreamName stream() {
        return StreamName.of(paymentId());
    }

    /**
     * @param authorisation the provider's reference
     */
    record RecordAuthorisation(PaymentId paymentId, OrderId orderId, Money amount, String authorisation, Instant at)
            implements
                PaymentCommand {}

    record RecordDecline(PaymentId paymentId, OrderId orderId, Money amount, String reason, Instant at)
            implements
                PaymentCommand {}

    /**
     * @param attempts how often the provider was asked
     */
    record RecordPaymentTimeout(PaymentId paymentId, OrderId orderId, Money amount, int attempts, Instant at)
            implements
                PaymentCommand {}

    /** Takes the authorised amount in full. */
    record CapturePayment(PaymentId paymentId, Instant at) implements PaymentCommand {}

    /** Gives the money back: voids an authorisation, refunds a capture in full; without effect when there is none. */
    record VoidPayment(PaymentId paymentId, Instant at) implements PaymentCommand {}
}
