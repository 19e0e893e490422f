package io.orderflow.command.domain;

import io.orderflow.contract.OrderId;
import io.orderflow.command.domain.StockState.Reservation;
import io.vavr.collection.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The open reservations of one SKU by order, at most one each. Immutable; a change shares the structure of what it came
 * from, so that an event costs the same whatever their number.
 */
public final class Reservations {
    static final Reservations NONE = new Reservations(HashMap.empty());

    private final HashMap<OrderId, Reservation> open;

    private Reservations(HashMap<OrderId, Reservation> open) {
        this.open = open;
    }

    public static Reservations of(Map<OrderId, Reservation> open) {
        return new Reservations(HashMap.ofAll(open));
    }

    @Nullable
    Reservation find(OrderId order) {
        return open.getOrElse(order, null);
    }

    Reservations plus(OrderId order, Reservation reservation) {
        return new Reservations(open.put(order, reservation));
    }

    Reservations minus(OrderId order) {
        return new Reservations(open.remove(order));
    }

    public int size() {
        return open.size();
    }

    /** In no order. */
    public void forEach(BiConsumer<OrderId, Reservation> action) {
        open.forEach(action);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reservations reservations && open.equals(reservations.open);
    }

    @Override
    public int hashCode() {
        return open.hashCode();
    }

    @Override
    public String toString() {
        return open.toJavaMap().toString();
    }
}
