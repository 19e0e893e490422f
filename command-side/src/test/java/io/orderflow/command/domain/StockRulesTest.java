package io.orderflow.command.domain;

import io.orderflow.command.domain.StockCommand.AdjustStock;
import io.orderflow.command.domain.StockCommand.ExpireReservation;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.domain.StockCommand.ReleaseReservation;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.command.domain.StockState.Reservation;
import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.ReservationExpired;
import io.orderflow.contract.StockEvent.ReservationRefused;
import io.orderflow.contract.StockEvent.ReservationReleased;
import io.orderflow.contract.StockEvent.StockAdjusted;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.contract.StockEvent.StockReserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofMinutes(15));
    private static final Sku SKU = new Sku("S24_2000");
    private static final OrderId ORDER = new OrderId("o-1");
    private static final OrderId OTHER = new OrderId("o-2");
    /** 15 on hand, 4 of them reserved for {@link #ORDER}. */
    private static final Stocked STOCKED = new Stocked(15, 4, Reservations.of(Map.of(ORDER, new Reservation(4, END))));

    private final Given<StockState, StockCommand> given = new Given<>(StockRules::decide);

    @Test
    void theFirstReceiptStocksTheSku() {
        given.state(new StockState.Unstocked())
            .when(new ReceiveStock(SKU, 15, NOW))
            .then(new StockReceived(SKU, 15, NOW));
    }

    @Test
    void aReceiptHasAtLeastOneUnitAndALimit() {
        given.state(STOCKED).when(new ReceiveStock(SKU, 0, NOW)).thenInvalidAt("/quantity");
        given.state(STOCKED).when(new ReceiveStock(SKU, 1_000_001, NOW)).thenInvalidAt("/quantity");
        given.state(new Stocked(Limits.ON_HAND_QUANTITY_MAX, 0, Reservations.NONE))
            .when(new ReceiveStock(SKU, 1, NOW))
            .thenInvalidAt("/quantity");
    }

    @Test
    void whatIsAvailableCanBeReservedForFifteenMinutes() {
        given.state(STOCKED)
            .when(new ReserveStock(SKU, OTHER, 11, NOW))
            .then(new StockReserved(SKU, OTHER, 11, END, NOW));
    }

    @Test
    void moreThanIsAvailableIsRefusedByAnEvent() {
        given.state(STOCKED)
            .when(new ReserveStock(SKU, OTHER, 12, NOW))
            .then(new ReservationRefused(SKU, OTHER, 12, 11, NOW));
    }

    @Test
    void nothingCanBeReservedOfWhatWasNeverReceived() {
        given.state(new StockState.Unstocked())
            .when(new ReserveStock(SKU, ORDER, 1, NOW))
            .then(new ReservationRefused(SKU, ORDER, 1, 0, NOW));
    }

    @Test
    void aRepeatedReservationHasNoEffect() {
        given.state(STOCKED).when(new ReserveStock(SKU, ORDER, 4, NOW)).then();
    }

    @Test
    void anOpenReservationCanBeReleasedOnce() {
        given.state(STOCKED)
            .when(new ReleaseReservation(SKU, ORDER, NOW))
            .then(new ReservationReleased(SKU, ORDER, 4, NOW));
        given.state(STOCKED).when(new ReleaseReservation(SKU, OTHER, NOW)).then();
    }

    @Test
    void aReservationExpiresAtItsEndAndNotBefore() {
        given.state(STOCKED)
            .when(new ExpireReservation(SKU, ORDER, END))
            .then(new ReservationExpired(SKU, ORDER, 4, END));
        given.state(STOCKED)
            .when(new ExpireReservation(SKU, ORDER, END.minusMillis(1)))
            .thenRefused(new Refusal.NotYetExpired(SKU, ORDER, END));
        given.state(STOCKED).when(new ExpireReservation(SKU, OTHER, END)).then();
    }

    @Test
    void anAdjustmentLeavesWhatIsReserved() {
        given.state(STOCKED)
            .when(new AdjustStock(SKU, -11, "broken", NOW))
            .then(new StockAdjusted(SKU, -11, "broken", NOW));
        given.state(STOCKED)
            .when(new AdjustStock(SKU, -12, "broken", NOW))
            .thenRefused(new Refusal.WouldGoNegative(SKU, 15, 4, -12));
    }

    @Test
    void anAdjustmentChangesSomethingAndSaysWhy() {
        given.state(STOCKED).when(new AdjustStock(SKU, 0, "", NOW)).thenInvalidAt("/delta", "/reason");
    }

    @Test
    void whatWasNeverStockedCannotBeAdjusted() {
        var adjust = new AdjustStock(SKU, 1, "found", NOW);
        given.state(new StockState.Unstocked()).when(adjust).thenRefused(new Refusal.Unknown(adjust.stream()));
    }
}
