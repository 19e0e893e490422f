package io.orderflow.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.Reservations;
import io.orderflow.command.domain.StockState.Reservation;
import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.contract.OrderId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockSnapshotsTest {
    @ParameterizedTest
    @CsvSource({"0, 100", "100, 100", "199, 100", "200, 200", "399, 200", "400, 400", "10000, 6400"})
    void theIntervalGrowsWithTheReservations(int open, long interval) {
        assertThat(StockSnapshots.interval(open)).isEqualTo(interval);
    }

    @Test
    void aSmallStateIsDueAtEachHundredthEvent() {
        assertThat(isDue(1, 99, 0)).isFalse();
        assertThat(isDue(99, 100, 0)).isTrue();
        assertThat(isDue(100, 101, 0)).isFalse();
        assertThat(isDue(150, 205, 0)).isTrue();
    }

    @Test
    void aLargeStateIsDueLessOften() {
        assertThat(isDue(499, 500, 450)).isFalse();
        assertThat(isDue(799, 800, 450)).isTrue();
    }

    private static boolean isDue(long before, long after, int open) {
        return StockSnapshots.isDue(known(before, open), known(after, open));
    }

    private static KnownState known(long version, int open) {
        Map<OrderId, Reservation> reservations = new HashMap<>();
        for (int i = 0; i < open; i++) {
            reservations.put(new OrderId("o" + i), new Reservation(1, Instant.EPOCH));
        }
        return new KnownState(version,
                new AggregateState.OfStock(new Stocked(1_000, open, Reservations.of(reservations))), true);
    }
}
