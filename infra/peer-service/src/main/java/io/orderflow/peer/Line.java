package io.orderflow.peer;

/**
 * A line of an order.
 *
 * @param unitPriceMinor in minor units of the order's currency
 */
record Line(String sku, int quantity, long unitPriceMinor) {
    long totalMinor() {
        return Math.multiplyExact(quantity, unitPriceMinor);
    }
}
