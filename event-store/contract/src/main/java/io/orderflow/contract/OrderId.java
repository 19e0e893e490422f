package io.orderflow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one order: a UUID (version 7 for orders made here), so that ids sort by the time of their making. */
public record OrderId(@JsonValue String value) {
    /**
     * @throws IllegalArgumentException when the value does not have the form of an identifier
     */
    @JsonCreator
    public OrderId {
        Identifiers.require("order id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
