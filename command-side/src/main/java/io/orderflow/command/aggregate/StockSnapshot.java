package io.orderflow.command.aggregate;

import io.orderflow.command.domain.StockState;
import io.orderflow.command.domain.StockState.Reservation;
import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.contract.OrderId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;

/**
 * The stored form of the state of a {@link StockItem}. What is reserved in all is the sum of the reservations.
 *
 * @param reservations by order id, so that equal states have equal JSON
 */
record StockSnapshot(long onHand, List<Open> reservations) {
    record Open(OrderId orderId, int quantity, Instant expiresAt) {}

    static StockSnapshot of(StockState state) {
        return switch (state) {
            case StockState.Unstocked _ -> new StockSnapshot(0, List.of());
            case Stocked stocked -> new StockSnapshot(stocked.onHand(), stocked.reservations()
                .entrySet()
                .stream()
                .map(it -> new Open(it.getKey(), it.getValue().quantity(), it.getValue().expiresAt()))
                .sorted(Comparator.comparing(it -> it.orderId().value()))
                .toList());
        };
    }

    StockState toState() {
        Map<OrderId, Reservation> open = new HashMap<>();
        reservations.forEach(it -> open.put(it.orderId(), new Reservation(it.quantity(), it.expiresAt())));
        long reserved = reservations.stream().mapToLong(Open::quantity).sum();
        return new Stocked(onHand, reserved, HashTreePMap.from(open));
    }
}
