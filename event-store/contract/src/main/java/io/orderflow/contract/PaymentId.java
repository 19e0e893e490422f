package io.orderflow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names the payment of one order; equal to the order's id. */
public record PaymentId(@JsonValue String value) {
    /**
     * @throws IllegalArgumentException when the value does not have the form of an identifier
     */
    @JsonCreator
    public PaymentId {
        Identifiers.require("payment id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
