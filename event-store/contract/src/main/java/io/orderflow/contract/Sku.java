package io.orderflow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stock keeping unit: names one product. */
public record Sku(@JsonValue String value) {
    /**
     * @throws IllegalArgumentException when the value does not have the form of an identifier
     */
    @JsonCreator
    public Sku {
        Identifiers.require("SKU", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
