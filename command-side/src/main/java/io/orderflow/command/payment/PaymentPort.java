package io.orderflow.command.payment;

import io.orderflow.contract.Money;
import io.orderflow.contract.PaymentId;

/**
 * The payment provider. Every call blocks, at most for the configured time, and can be repeated: the payment id tells
 * the provider that it is the same payment.
 */
public interface PaymentPort {
    /** The provider's decision. */
    sealed interface Answer {
        /**
         * @param authorisation the provider's reference
         */
        record Authorised(String authorisation) implements Answer {}

        record Declined(String reason) implements Answer {}
    }

    /**
     * @throws PaymentUnavailableException when there is no answer: whether the money is authorised is open
     */
    Answer authorise(PaymentId payment, Money amount);

    /**
     * Gives an authorisation back. A payment that the provider does not know counts as given back.
     *
     * @throws PaymentUnavailableException when there is no answer
     */
    void giveBack(PaymentId payment);

    /**
     * Takes the authorised amount.
     *
     * @throws PaymentUnavailableException when there is no answer
     */
    void capture(PaymentId payment);
}
