package io.orderflow.contract;

/** The stages of an order; the product's state machine says which may follow which. */
public enum OrderStatus {
    PLACED, RESERVED, CONFIRMED, REJECTED, CANCELLING, CANCELLED;

    public boolean isTerminal() {
        return this == REJECTED || this == CANCELLED;
    }
}
