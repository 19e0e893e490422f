package io.orderflow.paymentprovider;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payments of this run, at most so many: the oldest is forgotten for a new one. Safe for use by any number of
 * threads.
 */
final class Payments {
    /** The outcome of a request for a payment. */
    sealed interface Outcome {
        record Done(Payment payment) implements Outcome {}

        /** The payment is known with another amount. */
        record OtherAmount(Amount known) implements Outcome {}

        /** The payment's state does not allow it. */
        record Illegal(PaymentState state) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final int recordsMax;
    private final Map<String, Payment> payments = new LinkedHashMap<>();

    Payments(int recordsMax) {
        this.recordsMax = recordsMax;
    }

    synchronized Outcome authorise(String id, Amount amount, double declineRate) {
        Payment known = payments.get(id);
        if (known != null) {
            return known.amount().equals(amount) ? new Outcome.Done(known) : new Outcome.OtherAmount(known.amount());
        }
        boolean declined = DeclineRule.declines(id, amount, declineRate);
        Payment payment = new Payment(id, amount, declined ? PaymentState.DECLINED : PaymentState.AUTHORISED);
        remember(payment);
        return new Outcome.Done(payment);
    }

    /** From AUTHORISED to {@code next}; a payment that is there already stays and that is a success. */
    synchronized Outcome move(String id, PaymentState next) {
        Payment known = payments.get(id);
        if (known == null) {
            return new Outcome.Unknown();
        }
        if (known.state() != next && known.state() != PaymentState.AUTHORISED) {
            return new Outcome.Illegal(known.state());
        }
        Payment moved = known.in(next);
        payments.put(id, moved);
        return new Outcome.Done(moved);
    }

    synchronized @Nullable Payment find(String id) {
        return payments.get(id);
    }

    private void remember(Payment payment) {
        if (payments.size() >= recordsMax) {
            payments.remove(payments.keySet().iterator().next());
        }
        payments.put(payment.id(), payment);
    }
}
