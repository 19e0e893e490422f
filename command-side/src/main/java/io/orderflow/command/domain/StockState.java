package io.orderflow.command.domain;

import io.orderflow.contract.OrderId;
import java.time.Instant;

/** What is known of the stock of one SKU. */
public sealed interface StockState {
    /** Before the first event. */
    record Unstocked() implements StockState {}

    /**
     * @param onHand units received and adjusted
     * @param reserved the sum of the open reservations, never more than {@code onHand}
     * @param reservations the open ones
     */
    record Stocked(long onHand, long reserved, Reservations reservations) implements StockState {
        static final Stocked EMPTY = new Stocked(0, 0, Reservations.NONE);

        public long available() {
            return onHand - reserved;
        }

        Stocked plus(long quantity) {
            return new Stocked(onHand + quantity, reserved, reservations);
        }

        Stocked open(OrderId orderId, Reservation reservation) {
            return new Stocked(onHand, reserved + reservation.quantity(), reservations.plus(orderId, reservation));
        }

        Stocked close(OrderId orderId, int quantity) {
            return new Stocked(onHand, reserved - quantity, reservations.minus(orderId));
        }
    }

    record Reservation(int quantity, Instant expiresAt) {}
}
