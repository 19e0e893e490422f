package io.orderflow.command.domain;

/** The stages of a payment. */
public enum PaymentStatus {
    NONE, AUTHORISED, DECLINED, TIMED_OUT, CAPTURED, VOIDED, REFUNDED
}
