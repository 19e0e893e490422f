package io.orderflow.command.fulfilment;

import io.orderflow.command.payment.PaymentPort;

/** What came of a call of the payment provider. */
sealed interface PaymentAnswer {
    /** The instance as it was when the call went out. */
    Fulfilment claimed();

    record Decided(Fulfilment claimed, PaymentPort.Answer answer) implements PaymentAnswer {}

    record GivenBack(Fulfilment claimed) implements PaymentAnswer {}

    /**
     * @param wasAsked false when the call was held back
     */
    record Unanswered(Fulfilment claimed, boolean wasAsked, String error) implements PaymentAnswer {}
}
