package io.orderflow.contract;

/**
 * Names a stream: the kind of aggregate and its id, written {@code order-0199…}, {@code stock-S24_2000},
 * {@code payment-0199…}. It is the key of the Kafka record, so that one stream stays in one partition.
 */
public record StreamName(Kind kind, String id) {
    /** The kinds of streams; the prefix is part of the stored name and never changes. */
    public enum Kind {
        ORDER("order", "Order"), STOCK("stock", "StockItem"), PAYMENT("payment", "Payment");

        private final String prefix;
        private final String aggregateType;

        Kind(String prefix, String aggregateType) {
            this.prefix = prefix;
            this.aggregateType = aggregateType;
        }

        /** The stream type as stored with each event. */
        public String aggregateType() {
            return aggregateType;
        }
    }

    public static StreamName of(OrderId id) {
        return new StreamName(Kind.ORDER, id.value());
    }

    public static StreamName of(Sku sku) {
        return new StreamName(Kind.STOCK, sku.value());
    }

    public static StreamName of(PaymentId id) {
        return new StreamName(Kind.PAYMENT, id.value());
    }

    /**
     * @throws IllegalArgumentException when the text does not start with the prefix of a known kind
     */
    public static StreamName parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix + "-")) {
                return new StreamName(kind, text.substring(kind.prefix.length() + 1));
            }
        }
        throw new IllegalArgumentException("no stream name: " + text);
    }

    @Override
    public String toString() {
        return kind.prefix + "-" + id;
    }
}
