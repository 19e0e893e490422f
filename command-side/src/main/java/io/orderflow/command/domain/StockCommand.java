package io.orderflow.command.domain;

import io.orderflow.contract.OrderId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StreamName;
import java.time.Instant;

/** What can be asked of the stock of one SKU. */
public sealed interface StockCommand extends DomainCommand {
    Sku sku();

    @Override
    default StreamName stream() {
        return StreamName.of(sku());
    }

    record ReceiveStock(Sku sku, int quantity, Instant at) implements StockCommand {}

    /**
     * @param delta units to add, or to remove when negative
     */
    record AdjustStock(Sku sku, int delta, String reason, Instant at) implements StockCommand {}

    /**
     * Always accepted when well-formed: the event says whether the units are reserved or refused. Without effect when
     * the order has an open reservation here.
     */
    record ReserveStock(Sku sku, OrderId orderId, int quantity, Instant at) implements StockCommand {}

    /** Without effect when the order has no open reservation here. */
    record ReleaseReservation(Sku sku, OrderId orderId, Instant at) implements StockCommand {}

    /** Refused before the reservation's end; without effect when the order has no open reservation here. */
    record ExpireReservation(Sku sku, OrderId orderId, Instant at) implements StockCommand {}
}
