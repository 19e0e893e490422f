package io.orderflow.command.aggregate;

/** The types of aggregates: names of stored streams, which never change. Each aggregate handles its commands by it. */
final class AggregateNames {
    static final String ORDER = "Order";
    static final String STOCK_ITEM = "StockItem";
    static final String PAYMENT = "Payment";

    private AggregateNames() {}
}
