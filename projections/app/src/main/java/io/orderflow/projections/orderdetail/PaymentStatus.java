package io.orderflow.projections.orderdetail;

/** The stages of a payment as the read model shows them. */
enum PaymentStatus {
    AUTHORISED, DECLINED, TIMED_OUT, CAPTURED, VOIDED, REFUNDED
}
