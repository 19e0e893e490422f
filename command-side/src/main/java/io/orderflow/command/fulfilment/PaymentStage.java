package io.orderflow.command.fulfilment;

/** What is known of the money of an order. */
enum PaymentStage {
    NONE,
    /** The provider is to be asked, for the first time or again. */
    DUE,
    /** A call is on its way; its answer is awaited until the instance is due again. */
    ASKING, AUTHORISED, DECLINED,
    /** The provider is to be told to give the money back, whatever it holds. */
    VOIDING, VOIDED
}
