package io.orderflow.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.StockState.Reservation;
import io.orderflow.contract.OrderId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationsTest {
    private static final Reservation RESERVATION = new Reservation(3, Instant.parse("2026-11-21T10:00:00.123456789Z"));

    @ParameterizedTest
    @ValueSource(strings = {"01a21937-8704-7d12-9e5c-218dacaa4d18", "01A21937-8704-7D12-9E5C-218DACAA4D18",
            "1-1-1-1-1", "10100", "order-0123456789-0123456789-01234567", "00000000-0000-0000-0000-00000000000x"})
    void anIdOfAnyFormIsFoundAndGivenBackAsItWas(String id) {
        OrderId order = new OrderId(id);
        Reservations open = Reservations.NONE.plus(order, RESERVATION).plus(new OrderId("another"), RESERVATION);

        assertThat(open.find(order)).isEqualTo(RESERVATION);
        assertThat(all(open)).isEqualTo(Map.of(order, RESERVATION, new OrderId("another"), RESERVATION));
        assertThat(Reservations.of(all(open))).isEqualTo(open).hasSameHashCodeAs(open);
        assertThat(open.minus(order).find(order)).isNull();
        assertThat(open.minus(order).size()).isEqualTo(1);
        assertThat(open.size()).isEqualTo(2);
    }

    private static Map<OrderId, Reservation> all(Reservations open) {
        Map<OrderId, Reservation> all = new HashMap<>();
        open.forEach(all::put);
        return all;
    }
}
