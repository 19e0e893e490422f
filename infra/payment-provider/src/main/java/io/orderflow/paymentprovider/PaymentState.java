package io.orderflow.paymentprovider;

/** Where a payment stands at the provider. */
enum PaymentState {
    AUTHORISED, DECLINED, CAPTURED, VOIDED
}
