package io.orderflow.command.aggregate;

/** Names of beans to which the aggregates' annotations refer. */
final class AggregateBeans {
    static final String CACHE = "aggregateCache";
    static final String TARGET_RESOLVER = "streamOfCommand";
    static final String STOCK_SNAPSHOTS = "stockSnapshots";

    private AggregateBeans() {}
}
