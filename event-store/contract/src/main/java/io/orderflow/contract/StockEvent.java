package io.orderflow.contract;

import java.time.Instant;

/** What happens to the stock of one SKU. Quantities are units and at least 1, except where a comment says otherwise. */
public sealed interface StockEvent extends DomainEvent {
    Sku sku();

    @Override
    default StreamName stream() {
        return StreamName.of(sku());
    }

    record StockReceived(Sku sku, int quantity, Instant occurredAt) implements StockEvent {}

    /**
     * @param delta units added, or removed when negative; never 0
     */
    record StockAdjusted(Sku sku, int delta, String reason, Instant occurredAt) implements StockEvent {}

    /**
     * @param expiresAt when the reservation may be given to others, unless its order was confirmed before
     */
    record StockReserved(Sku sku, OrderId orderId, int quantity, Instant expiresAt,
            Instant occurredAt) implements StockEvent {}

    /**
     * @param available units that could have been reserved, 0 or more
     */
    record ReservationRefused(Sku sku, OrderId orderId, int quantity, int available,
            Instant occurredAt) implements StockEvent {}

    record ReservationReleased(Sku sku, OrderId orderId, int quantity, Instant occurredAt) implements StockEvent {}

    record ReservationExpired(Sku sku, OrderId orderId, int quantity, Instant occurredAt) implements StockEvent {}
}
