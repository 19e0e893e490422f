package io.orderflow.load.invariants;

import static io.orderflow.load.invariants.TestLog.NOON;
import static io.orderflow.load.invariants.TestLog.ORDER;
import static io.orderflow.load.invariants.TestLog.PAYMENT;
import static io.orderflow.load.invariants.TestLog.SKU;
import static io.orderflow.load.invariants.TestLog.placed;
import static io.orderflow.load.invariants.TestLog.received;
import static io.orderflow.load.invariants.TestLog.reserved;
import static io.orderflow.load.invariants.TestLog.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentEvent.PaymentAuthorised;
import io.orderflow.contract.PaymentEvent.PaymentCaptured;
import io.orderflow.contract.PaymentEvent.PaymentRefunded;
import io.orderflow.contract.PaymentEvent.PaymentVoided;
import io.orderflow.contract.StockEvent.ReservationExpired;
import io.orderflow.contract.StockEvent.ReservationReleased;
import io.orderflow.contract.StockEvent.StockAdjusted;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvariantsTest {
    private static final OrderId OTHER = new OrderId("o-2");
    private final TestLog log = new TestLog();

    @Test
    void aTotalThatIsTheSumOfItsPartsPasses() {
        assertThat(log.append(placed(ORDER, 15_500)).feed(new OrderTotals(), "I1").passed()).isTrue();
    }

    @Test
    void aTotalThatIsOneMinorUnitOffFails() {
        Finding finding = log.append(placed(ORDER, 15_501)).feed(new OrderTotals(), "I1");
        assertThat(finding.passed()).isFalse();
        assertThat(finding.offenders()).singleElement().asString().contains("position 1", "o-1", "15501", "15500");
    }

    @Test
    void soundStockBooksPass() {
        log.append(received(15))
            .append(reserved(ORDER, 10))
            .append(reserved(OTHER, 5))
            .append(new ReservationReleased(SKU, ORDER, 10, NOON))
            .append(new ReservationExpired(SKU, OTHER, 5, NOON))
            .append(new StockAdjusted(SKU, -15, "count", NOON));
        StockLevel level = new StockLevel(SKU.value(), 3, 15, 15);
        assertThat(log.feed(new StockBooks(List.of(level)))).hasSize(4).allMatch(Finding::passed);
    }

    @Test
    void moreReservedThanOnHandFailsAlsoWhenItIsRepairedLater() {
        log.append(received(15)).append(reserved(ORDER, 16)).append(received(1));
        Finding finding = log.feed(new StockBooks(List.of()), "I2");
        assertThat(finding.offenders()).singleElement().asString().contains("position 2", "15 on hand", "16 reserved");
    }

    @Test
    void anAdjustmentBelowNothingFails() {
        log.append(received(1)).append(new StockAdjusted(SKU, -2, "count", NOON));
        assertThat(log.feed(new StockBooks(List.of()), "I3").passed()).isFalse();
    }

    @Test
    void aReadModelWithOtherUnitsOnHandFails() {
        log.append(received(15));
        StockBooks books = new StockBooks(List.of(new StockLevel(SKU.value(), 1, 14, 0)));
        assertThat(log.feed(books, "I3").offenders()).singleElement().asString().contains("the read model says 14");
    }

    @Test
    void aReadModelBehindTheLogIsComparedWhereItStands() {
        log.append(received(15)).append(received(1));
        assertThat(log.feed(new StockBooks(List.of(new StockLevel(SKU.value(), 1, 15, 0))), "I3").passed()).isTrue();
    }

    @Test
    void aReadModelWithOtherReservationsFails() {
        log.append(received(15)).append(reserved(ORDER, 2));
        StockBooks books = new StockBooks(List.of(new StockLevel(SKU.value(), 2, 15, 3)));
        assertThat(log.feed(books, "I4").passed()).isFalse();
    }

    @Test
    void aReleaseOfWhatNobodyHoldsFails() {
        log.append(received(15)).append(new ReservationReleased(SKU, ORDER, 2, NOON));
        assertThat(log.feed(new StockBooks(List.of()), "I4").passed()).isFalse();
    }

    @Test
    void aReleaseOfAnotherQuantityFails() {
        log.append(received(15)).append(reserved(ORDER, 2)).append(new ReservationReleased(SKU, ORDER, 1, NOON));
        assertThat(log.feed(new StockBooks(List.of()), "I4").passed()).isFalse();
    }

    @Test
    void twoOpenReservationsOfOneOrderFail() {
        log.append(received(15)).append(reserved(ORDER, 1)).append(reserved(ORDER, 1));
        assertThat(log.feed(new StockBooks(List.of()), "I6").offenders()).singleElement().asString().contains("o-1");
    }

    @Test
    void aReservationAfterTheFormerWasReleasedPasses() {
        log.append(received(15))
            .append(reserved(ORDER, 1))
            .append(new ReservationReleased(SKU, ORDER, 1, NOON))
            .append(reserved(ORDER, 1));
        assertThat(log.feed(new StockBooks(List.of()))).allMatch(Finding::passed);
    }

    @Test
    void paymentsWithinTheirAuthorisationPass() {
        log.append(new PaymentAuthorised(PAYMENT, ORDER, usd(100), "a", NOON))
            .append(new PaymentCaptured(PAYMENT, ORDER, usd(100), NOON))
            .append(new PaymentRefunded(PAYMENT, ORDER, usd(100), NOON));
        assertThat(log.feed(new PaymentBooks(), "I5").passed()).isTrue();
    }

    @Test
    void aCaptureAboveTheAuthorisationFails() {
        log.append(new PaymentAuthorised(PAYMENT, ORDER, usd(100), "a", NOON))
            .append(new PaymentCaptured(PAYMENT, ORDER, usd(101), NOON));
        assertThat(log.feed(new PaymentBooks(), "I5").passed()).isFalse();
    }

    @Test
    void aCaptureAfterTheVoidFails() {
        log.append(new PaymentAuthorised(PAYMENT, ORDER, usd(100), "a", NOON))
            .append(new PaymentVoided(PAYMENT, ORDER, usd(100), NOON))
            .append(new PaymentCaptured(PAYMENT, ORDER, usd(100), NOON));
        assertThat(log.feed(new PaymentBooks(), "I5").passed()).isFalse();
    }

    @Test
    void aRefundAboveTheCaptureFails() {
        log.append(new PaymentAuthorised(PAYMENT, ORDER, usd(100), "a", NOON))
            .append(new PaymentCaptured(PAYMENT, ORDER, usd(50), NOON))
            .append(new PaymentRefunded(PAYMENT, ORDER, usd(51), NOON));
        assertThat(log.feed(new PaymentBooks(), "I5").passed()).isFalse();
    }

    @Test
    void ordersOfDifferentCommandsPass() {
        UUID command = UUID.randomUUID();
        log.append(placed(ORDER, 1), command.toString()).append(placed(OTHER, 1));
        var invariant = new OneOrderPerCommand(List.of(new StoredOutcome(command, "order-o-1", 1, 1)));
        assertThat(log.feed(invariant, "I9").passed()).isTrue();
    }

    @Test
    void twoOrdersOfOneCommandFail() {
        log.append(placed(ORDER, 1), "c").append(placed(OTHER, 1), "c");
        assertThat(log.feed(new OneOrderPerCommand(List.of()), "I9").offenders()).singleElement()
            .asString()
            .contains("o-1", "o-2");
    }

    @Test
    void anOrderWithoutACommandFails() {
        log.append(placed(ORDER, 1), null);
        assertThat(log.feed(new OneOrderPerCommand(List.of()), "I9").passed()).isFalse();
    }

    @Test
    void anOutcomeThatNamesAnotherStreamFails() {
        UUID command = UUID.randomUUID();
        log.append(placed(ORDER, 1), command.toString());
        var invariant = new OneOrderPerCommand(List.of(new StoredOutcome(command, "order-o-9", 1, 1)));
        assertThat(log.feed(invariant, "I9").passed()).isFalse();
    }

    @Test
    void anOutcomeWithoutItsEventFails() {
        log.append(placed(ORDER, 1));
        var invariant = new OneOrderPerCommand(List.of(new StoredOutcome(UUID.randomUUID(), "order-o-1", 2, 2)));
        assertThat(log.feed(invariant, "I9").offenders()).singleElement().asString().contains("does not have");
    }

    @Test
    void aGaplessLogPasses() {
        assertThat(log.append(received(1)).append(received(2)).feed(new LogOrder(2), "LOG").passed()).isTrue();
    }

    @Test
    void aGapInThePositionsFails() {
        log.append(received(1)).append(received(2)).renumber(1, 3, 2);
        assertThat(log.feed(new LogOrder(3), "LOG").passed()).isFalse();
    }

    @Test
    void aGapInTheVersionsFails() {
        log.append(received(1)).append(received(2)).renumber(1, 2, 3);
        assertThat(log.feed(new LogOrder(2), "LOG").passed()).isFalse();
    }

    @Test
    void anEventIdUsedTwiceFails() {
        log.append(received(1));
        log.events.add(log.events.getFirst());
        log.renumber(1, 2, 2);
        assertThat(log.feed(new LogOrder(2), "LOG").passed()).isFalse();
    }

    @Test
    void aLogThatEndsBeforeItsHeadFails() {
        assertThat(log.append(received(1)).feed(new LogOrder(2), "LOG").passed()).isFalse();
    }

    @Test
    void onlyTheFirstOffendersAreKeptAndAllAreCounted() {
        for (int i = 0; i < 12; i++) {
            log.append(placed(new OrderId("o-" + i), 1));
        }
        Finding finding = log.feed(new OrderTotals(), "I1");
        assertThat(finding.offenders()).hasSize(Offenders.KEPT_MAX);
        assertThat(finding.offendersCount()).isEqualTo(12);
    }
}
