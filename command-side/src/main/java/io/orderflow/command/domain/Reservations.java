package io.orderflow.command.domain;

import io.orderflow.contract.OrderId;
import io.orderflow.command.domain.StockState.Reservation;
import io.vavr.collection.HashMap;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The open reservations of one SKU by order, at most one each. Immutable; a change shares the structure of what it came
 * from, so that an event costs the same whatever their number.
 */
public final class Reservations {
    static final Reservations NONE = new Reservations(HashMap.empty());
    private static final int UUID_LENGTH = 36;

    /** By {@link UuidKey}, or by the id itself where it is none. */
    private final HashMap<Object, Held> open;

    /** There are hundreds of thousands of these: a third of an id's memory. */
    private record UuidKey(long high, long low) {}

    /** And one object less. */
    private record Held(int quantity, int expiresNano, long expiresSecond) {
        static Held of(Reservation reservation) {
            Instant expiresAt = reservation.expiresAt();
            long second = expiresAt.getEpochSecond();
            return new Held(reservation.quantity(), expiresAt.getNano(), second);
        }

        Reservation reservation() {
            return new Reservation(quantity, Instant.ofEpochSecond(expiresSecond, expiresNano));
        }
    }

    private Reservations(HashMap<Object, Held> open) {
        this.open = open;
    }

    public static Reservations of(Map<OrderId, Reservation> open) {
        HashMap<Object, Held> held = HashMap.empty();
        for (Map.Entry<OrderId, Reservation> it : open.entrySet()) {
            held = held.put(key(it.getKey()), Held.of(it.getValue()));
        }
        return new Reservations(held);
    }

    private static Object key(OrderId order) {
        String value = order.value();
        if (value.length() != UUID_LENGTH) {
            return order;
        }
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.toString().equals(value)
                    ? new UuidKey(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())
                    : order;
        } catch (IllegalArgumentException other) {
            return order;
        }
    }

    private static OrderId order(Object key) {
        return switch (key) {
            case UuidKey(long high, long low) -> new OrderId(new UUID(high, low).toString());
            default -> (OrderId) key;
        };
    }

    @Nullable
    Reservation find(OrderId order) {
        Held held = open.getOrElse(key(order), null);
        return held == null ? null : held.reservation();
    }

    Reservations plus(OrderId order, Reservation reservation) {
        return new Reservations(open.put(key(order), Held.of(reservation)));
    }

    Reservations minus(OrderId order) {
        return new Reservations(open.remove(key(order)));
    }

    public int size() {
        return open.size();
    }

    /** In no order. */
    public void forEach(BiConsumer<OrderId, Reservation> action) {
        open.forEach((key, held) -> action.accept(order(key), held.reservation()));
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
