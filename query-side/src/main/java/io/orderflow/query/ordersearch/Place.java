package io.orderflow.query.ordersearch;

import io.orderflow.contract.OrderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The place of a row in a sorted list.
 *
 * @param value microseconds since the epoch, or minor units
 */
record Place(long value, String orderId) {
    static Place of(OrderSort sort, OrderRow row) {
        return new Place(sort.byTime() ? row.placedAt() : row.totalMinor(), row.orderId());
    }

    static Place parse(String text) {
        int colon = text.indexOf(':');
        return new Place(Long.parseLong(text.substring(0, colon)), new OrderId(text.substring(colon + 1)).value());
    }

    Instant time() {
        return Instant.EPOCH.plus(value, ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return value + ":" + orderId;
    }
}
