package io.orderflow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a customer; says nothing about the person. */
public record CustomerId(@JsonValue String value) {
    /**
     * @throws IllegalArgumentException when the value does not have the form of an identifier
     */
    @JsonCreator
    public CustomerId {
        Identifiers.require("customer id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
