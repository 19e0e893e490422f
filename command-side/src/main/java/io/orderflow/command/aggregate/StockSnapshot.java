package io.orderflow.command.aggregate;

import io.orderflow.command.domain.Reservations;
import io.orderflow.command.domain.StockState;
import io.orderflow.command.domain.StockState.Reservation;
import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.contract.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
            case Stocked stocked -> new StockSnapshot(stocked.onHand(), open(stocked));
        };
    }

    private static List<Open> open(Stocked stocked) {
        List<Open> open = new ArrayList<>(stocked.reservations().size());
        stocked.reservations().forEach((order, it) -> open.add(new Open(order, it.quantity(), it.expiresAt())));
        open.sort(Comparator.comparing(it -> it.orderId().value()));
        return open;
    }

    StockState toState() {
        Map<OrderId, Reservation> open = new HashMap<>();
        reservations.forEach(it -> open.put(it.orderId(), new Reservation(it.quantity(), it.expiresAt())));
        long reserved = reservations.stream().mapToLong(Open::quantity).sum();
        return new Stocked(onHand, reserved, Reservations.of(open));
    }
}
