package io.orderflow.contract;

/**
 * One line of an order.
 *
 * @param number place in the order, from 1
 * @param quantity units, at least 1
 */
public record OrderLine(int number, Sku sku, int quantity, Money unitPrice) {
    public Money total() {
        return unitPrice.times(quantity);
    }
}
