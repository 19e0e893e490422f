package io.orderflow.load.invariants;

import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StockEvent.ReservationExpired;
import io.orderflow.contract.StockEvent.ReservationRefused;
import io.orderflow.contract.StockEvent.ReservationReleased;
import io.orderflow.contract.StockEvent.StockAdjusted;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.contract.StockEvent.StockReserved;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books of one SKU. {@link #reserved} is counted event by event, {@link #openReservations} is summed over the
 * orders that hold one: in sound books both are equal.
 */
final class StockBook {
    private final Map<String, Integer> openByOrder = new HashMap<>();
    private long received;
    private long adjusted;
    private long reserved;
    private long openReservations;

    /** Enters the event; the answer names the order when it held an open reservation already, else null. */
    @Nullable
    String enter(StockEvent event) {
        return switch (event) {
            case StockReceived it -> {
                received += it.quantity();
                yield null;
            }
            case StockAdjusted it -> {
                adjusted += it.delta();
                yield null;
            }
            case StockReserved it -> open(it.orderId().value(), it.quantity());
            case ReservationReleased it -> close(it.orderId().value(), it.quantity());
            case ReservationExpired it -> close(it.orderId().value(), it.quantity());
            case ReservationRefused _ -> null;
        };
    }

    private @Nullable String open(String orderId, int quantity) {
        reserved += quantity;
        openReservations += quantity;
        Integer before = openByOrder.put(orderId, quantity);
        if (before == null) {
            return null;
        }
        openReservations -= before;
        return orderId;
    }

    private @Nullable String close(String orderId, int quantity) {
        reserved -= quantity;
        Integer before = openByOrder.remove(orderId);
        openReservations -= before == null ? 0 : before;
        return null;
    }

    long onHand() {
        return received + adjusted;
    }

    long reserved() {
        return reserved;
    }

    long openReservations() {
        return openReservations;
    }

    long available() {
        return onHand() - reserved;
    }
}
