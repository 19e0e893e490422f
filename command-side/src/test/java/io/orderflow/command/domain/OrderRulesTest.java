package io.orderflow.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.domain.OrderCommand.CompleteCancellation;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.OrderCommand.RejectOrder;
import io.orderflow.command.domain.Refusal.Violation;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.CancellationRequested;
import io.orderflow.contract.OrderEvent.OrderCancelled;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderEvent.OrderRejected;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final OrderId ORDER = new OrderId("o-1");
    private static final PaymentId PAYMENT = new PaymentId("o-1");
    private static final Money NOTHING = Money.zero("EUR");

    private final Given<OrderState, OrderCommand> given = new Given<>(OrderRules::decide);

    @Test
    void anOrderIsPlacedWithTheExactSumOfItsLines() {
        var placed = new OrderPlaced(ORDER, new CustomerId("103"), "web", List.of(line(1, 3, 110), line(2, 1, 5)),
                new Money(490, "EUR"), new Money(100, "EUR"), new Money(725, "EUR"), NOW);
        given.state(new OrderState.NotPlaced())
            .when(new PlaceOrder(ORDER, placed.customerId(), "web", placed.lines(), placed.shipping(),
                    placed.discount(), NOW))
            .then(placed);
    }

    @Test
    void anOrderIsPlacedOnlyOnce() {
        given.state(new OrderState.Placed()).when(place(line(1, 1, 1))).thenRefused(new Refusal.AlreadyPlaced(ORDER));
    }

    @Test
    void aLineHasAtLeastOneAndAtMostTenThousandUnits() {
        given.state(new OrderState.NotPlaced())
            .when(place(line(1, 0, 1), line(2, 10_001, 1), line(3, 10_000, 1)))
            .thenInvalidAt("/lines/0/quantity", "/lines/1/quantity");
    }

    @Test
    void anOrderHasOneToAHundredLines() {
        given.state(new OrderState.NotPlaced()).when(place()).thenInvalidAt("/lines");
        given.state(new OrderState.NotPlaced()).when(place(lines(101))).thenInvalidAt("/lines");
        assertThat(OrderRules.decide(new OrderState.NotPlaced(), place(lines(100))))
            .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void aPriceIsNotNegative() {
        given.state(new OrderState.NotPlaced())
            .when(place(line(1, 1, -1)))
            .thenInvalidAt("/lines/0/unitPrice/amountMinor");
    }

    @Test
    void aSkuStandsInOneLine() {
        given.state(new OrderState.NotPlaced())
            .when(place(line(1, 1, 1), new OrderLine(2, new Sku("S1"), 1, new Money(1, "EUR"))))
            .thenInvalidAt("/lines/1/sku");
    }

    @Test
    void anOrderHasOneCurrency() {
        var dollars = new OrderLine(2, new Sku("S2"), 1, new Money(1, "USD"));
        given.state(new OrderState.NotPlaced())
            .when(place(line(1, 1, 1), dollars))
            .thenRefused(new Refusal.CurrencyMismatch("EUR",
                    List.of(new Violation("/lines/1/unitPrice/currency", "is EUR"))));
    }

    @Test
    void aTotalThatDoesNotFitIsRefusedInsteadOfWrapped() {
        given.state(new OrderState.NotPlaced())
            .when(place(line(1, 10_000, Long.MAX_VALUE / 9_999)))
            .thenInvalidAt("/lines");
    }

    @Test
    void aDiscountIsAtMostWhatIsBought() {
        given.state(new OrderState.NotPlaced())
            .when(new PlaceOrder(ORDER, new CustomerId("1"), "web", List.of(line(1, 1, 10)), NOTHING,
                    new Money(11, "EUR"), NOW))
            .thenInvalidAt("/discount");
    }

    @Test
    void aChannelIsAShortLowerCaseWord() {
        given.state(new OrderState.NotPlaced())
            .when(new PlaceOrder(ORDER, new CustomerId("1"), "Web shop", List.of(line(1, 1, 10)), NOTHING, NOTHING,
                    NOW))
            .thenInvalidAt("/channel");
    }

    @Test
    void nothingCanBeDoneWithAnOrderThatWasNotPlaced() {
        given.state(new OrderState.NotPlaced())
            .when(new MarkReserved(ORDER, NOW))
            .thenRefused(new Refusal.Unknown(new MarkReserved(ORDER, NOW).stream()));
    }

    @Test
    void aReservedOrderIsConfirmedByItsPayment() {
        given.state(new OrderState.Placed()).when(new MarkReserved(ORDER, NOW)).then(new OrderReserved(ORDER, NOW));
        given.state(new OrderState.Reserved())
            .when(new ConfirmOrder(ORDER, PAYMENT, NOW))
            .then(new OrderConfirmed(ORDER, PAYMENT, NOW));
    }

    @Test
    void anOrderIsNotConfirmedBeforeItIsReserved() {
        given.state(new OrderState.Placed())
            .when(new ConfirmOrder(ORDER, PAYMENT, NOW))
            .thenRefused(new Refusal.IllegalTransition("ConfirmOrder", OrderStatus.PLACED,
                    Set.of(OrderStatus.RESERVED, OrderStatus.REJECTED, OrderStatus.CANCELLING)));
    }

    @Test
    void aRejectionNamesItsReason() {
        given.state(new OrderState.Placed())
            .when(new RejectOrder(ORDER, RejectionReason.OUT_OF_STOCK, "S1: 0 of 2", NOW))
            .then(new OrderRejected(ORDER, RejectionReason.OUT_OF_STOCK, "S1: 0 of 2", NOW));
    }

    @Test
    void aCancelWhileAStepIsInFlightIsRequestedAndCompletedLater() {
        given.state(new OrderState.Reserved())
            .when(new CancelOrder(ORDER, "changed my mind", NOW))
            .then(new CancellationRequested(ORDER, "changed my mind", NOW));
        given.state(new OrderState.Cancelling("changed my mind"))
            .when(new CompleteCancellation(ORDER, NOW))
            .then(new OrderCancelled(ORDER, "changed my mind", NOW));
    }

    @Test
    void aConfirmedOrderIsCancelledAtOnce() {
        given.state(new OrderState.Confirmed(PAYMENT))
            .when(new CancelOrder(ORDER, "too late", NOW))
            .then(new OrderCancelled(ORDER, "too late", NOW));
    }

    @Test
    void aRejectedOrderCannotBeCancelled() {
        given.state(new OrderState.Rejected(RejectionReason.PAYMENT_DECLINED))
            .when(new CancelOrder(ORDER, "why not", NOW))
            .thenRefused(new Refusal.IllegalTransition("CancelOrder", OrderStatus.REJECTED, Set.of()));
    }

    @Test
    void aCancellingOrderCannotBeCancelledAgain() {
        given.state(new OrderState.Cancelling("first"))
            .when(new CancelOrder(ORDER, "second", NOW))
            .thenRefused(new Refusal.IllegalTransition("CancelOrder", OrderStatus.CANCELLING,
                    Set.of(OrderStatus.CANCELLED)));
    }

    @Test
    void aCancelHasAReasonOfLimitedLength() {
        given.state(new OrderState.Placed()).when(new CancelOrder(ORDER, " ", NOW)).thenInvalidAt("/reason");
        given.state(new OrderState.Placed())
            .when(new CancelOrder(ORDER, "x".repeat(Limits.REASON_LENGTH_MAX + 1), NOW))
            .thenInvalidAt("/reason");
    }

    @Test
    void repeatingAStepHasNoEffect() {
        given.state(new OrderState.Reserved()).when(new MarkReserved(ORDER, NOW)).then();
        given.state(new OrderState.Confirmed(PAYMENT)).when(new ConfirmOrder(ORDER, PAYMENT, NOW)).then();
        given.state(new OrderState.Cancelled()).when(new CompleteCancellation(ORDER, NOW)).then();
        given.state(new OrderState.Rejected(RejectionReason.OUT_OF_STOCK))
            .when(new RejectOrder(ORDER, RejectionReason.OUT_OF_STOCK, "again", NOW))
            .then();
    }

    private static PlaceOrder place(OrderLine... lines) {
        return new PlaceOrder(ORDER, new CustomerId("103"), "web", List.of(lines), NOTHING, NOTHING, NOW);
    }

    private static OrderLine[] lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(it -> line(it, 1, 1)).toArray(OrderLine[]::new);
    }

    private static OrderLine line(int number, int quantity, long price) {
        return new OrderLine(number, new Sku("S" + number), quantity, new Money(price, "EUR"));
    }
}
