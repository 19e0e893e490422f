package io.orderflow.readmodel;

import java.util.Arrays;
import java.util.Optional;

/** Every read model; its projection has the same name. */
public enum ReadModel {
    ORDER_DETAIL("order_detail"), ORDER_SEARCH("order_search"), STOCK_LEVELS("stock_levels");

    private final String projection;

    ReadModel(String projection) {
        this.projection = projection;
    }

    /** The name in tables, metrics and the consumer group. */
    public String projection() {
        return projection;
    }

    public static Optional<ReadModel> named(String projection) {
        return Arrays.stream(values()).filter(it -> it.projection.equals(projection)).findFirst();
    }
}
