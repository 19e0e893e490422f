package io.orderflow.projections.stocklevels;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.OrderId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StockEvent.ReservationExpired;
import io.orderflow.contract.StockEvent.ReservationRefused;
import io.orderflow.contract.StockEvent.ReservationReleased;
import io.orderflow.contract.StockEvent.StockAdjusted;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.contract.StockEvent.StockReserved;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.testing.Log;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockLevelsTest {
    private static final Sku SKU = new Sku("S24_2000");
    private static final OrderId ORDER = new OrderId("o-1");

    @Test
    void receiptsAndAdjustmentsChangeWhatIsOnHand() {
        assertThat(fold(new StockReceived(SKU, 15, Log.NOON), new StockAdjusted(SKU, -4, "broken", Log.NOON)))
            .extracting(StockLevelRow::onHand, StockLevelRow::reserved, StockLevelRow::version)
            .containsExactly(11L, 0L, 2L);
    }

    @Test
    void aReservationIsGivenBackByReleaseOrExpiry() {
        assertThat(fold(new StockReceived(SKU, 15, Log.NOON),
                new StockReserved(SKU, ORDER, 5, Log.NOON, Log.NOON),
                new StockReserved(SKU, ORDER, 3, Log.NOON, Log.NOON),
                new StockReserved(SKU, ORDER, 2, Log.NOON, Log.NOON), new ReservationReleased(SKU, ORDER, 5, Log.NOON),
                new ReservationExpired(SKU, ORDER, 3, Log.NOON)))
            .extracting(StockLevelRow::onHand, StockLevelRow::reserved)
            .containsExactly(15L, 2L);
    }

    @Test
    void aRefusalChangesNothingButTheVersion() {
        assertThat(fold(new StockReceived(SKU, 1, Log.NOON), new ReservationRefused(SKU, ORDER, 2, 1, Log.NOON)))
            .extracting(StockLevelRow::onHand, StockLevelRow::reserved, StockLevelRow::version)
            .containsExactly(1L, 0L, 2L);
    }

    private static @Nullable StockLevelRow fold(StockEvent... events) {
        StockLevels table = new StockLevels();
        StockLevelRow row = null;
        for (int i = 0; i < events.length; i++) {
            row = table.fold(row, events[i], new Stamp(i + 1, i + 1, events[i].occurredAt(), null));
        }
        return row;
    }
}
