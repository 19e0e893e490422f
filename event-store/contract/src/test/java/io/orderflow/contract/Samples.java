package io.orderflow.contract;

import java.time.Instant;
import java.util.List;

/** One event of each type: what the golden files hold. */
final class Samples {
    static final OrderId ORDER = new OrderId("0199f3a0-0000-7000-8000-000000000001");
    static final PaymentId PAYMENT = new PaymentId(ORDER.value());
    static final Sku SKU = new Sku("S24_2000");
    static final Money TOTAL = new Money(24_800, "USD");
    static final Instant AT = Instant.parse("2026-11-21T10:00:00.123456Z");

    static final List<DomainEvent> ALL = List.of( //
            placed("web"), //
            new OrderEvent.OrderReserved(ORDER, AT), //
            new OrderEvent.OrderConfirmed(ORDER, PAYMENT, AT), //
            new OrderEvent.OrderRejected(ORDER, RejectionReason.OUT_OF_STOCK, "S24_2000: 2 wanted, 1 available", AT), //
            new OrderEvent.CancellationRequested(ORDER, "changed my mind", AT), //
            new OrderEvent.OrderCancelled(ORDER, "changed my mind", AT), //
            new StockEvent.StockReceived(SKU, 15, AT), //
            new StockEvent.StockAdjusted(SKU, -3, "counted", AT), //
            new StockEvent.StockReserved(SKU, ORDER, 2, AT.plusSeconds(900), AT), //
            new StockEvent.ReservationRefused(SKU, ORDER, 2, 1, AT), //
            new StockEvent.ReservationReleased(SKU, ORDER, 2, AT), //
            new StockEvent.ReservationExpired(SKU, ORDER, 2, AT), //
            new PaymentEvent.PaymentAuthorised(PAYMENT, ORDER, TOTAL, "auth-1", AT), //
            new PaymentEvent.PaymentDeclined(PAYMENT, ORDER, TOTAL, "insufficient funds", AT), //
            new PaymentEvent.PaymentTimedOut(PAYMENT, ORDER, TOTAL, 3, AT), //
            new PaymentEvent.PaymentCaptured(PAYMENT, ORDER, TOTAL, AT), //
            new PaymentEvent.PaymentVoided(PAYMENT, ORDER, TOTAL, AT), //
            new PaymentEvent.PaymentRefunded(PAYMENT, ORDER, TOTAL, AT));

    private Samples() {}

    static OrderEvent.OrderPlaced placed(String channel) {
        List<OrderLine> lines = List.of(new OrderLine(1, SKU, 2, new Money(7_650, "USD")),
                new OrderLine(2, new Sku("S10_1678"), 1, new Money(9_500, "USD")));
        return new OrderEvent.OrderPlaced(ORDER, new CustomerId("103"), channel, lines, Money.zero("USD"),
                Money.zero("USD"), TOTAL,
                Instant.parse("2003-01-06T00:00:00Z"));
    }
}
