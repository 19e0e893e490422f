package io.orderflow.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.PaymentState.Authorised;
import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.PaymentEvent.PaymentCaptured;
import io.orderflow.contract.PaymentEvent.PaymentRefunded;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StockEvent.StockAdjusted;
import io.orderflow.contract.StockEvent.StockReceived;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DomainPropertiesTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final OrderId ORDER = new OrderId("o-1");
    private static final PaymentId PAYMENT = new PaymentId("o-1");
    private static final Sku SKU = new Sku("S24_2000");

    @Property
    void anAcceptedTotalIsTheExactSumAndEverythingElseIsRefused(@ForAll("orders") PlaceOrder order) {
        BigInteger sum = order.lines()
            .stream()
            .map(it -> BigInteger.valueOf(it.unitPrice().amountMinor()).multiply(BigInteger.valueOf(it.quantity())))
            .reduce(BigInteger.valueOf(order.shipping().amountMinor() - order.discount().amountMinor()),
                    BigInteger::add);
        switch (OrderRules.decide(new OrderState.NotPlaced(), order)) {
            case Decision.Accepted accepted -> assertThat(accepted.events()).singleElement()
                .isInstanceOfSatisfying(OrderEvent.OrderPlaced.class,
                        it -> assertThat(BigInteger.valueOf(it.total().amountMinor())).isEqualTo(sum));
            case Decision.Rejected _ ->
                assertThat(sum.signum() < 0 || sum.bitLength() >= Long.SIZE - 2).isTrue();
        }
    }

    @Property
    void anOrderNeverLeavesItsTable(@ForAll("orderCommands") List<OrderCommand> commands) {
        OrderState state = new OrderState.NotPlaced();
        for (OrderCommand command : commands) {
            if (OrderRules.decide(state, command) instanceof Decision.Accepted accepted) {
                for (DomainEvent event : accepted.events()) {
                    OrderState next = OrderRules.evolve(state, (OrderEvent) event);
                    assertThat(allowed(state, next)).as("%s to %s", state, next).isTrue();
                    state = next;
                }
            }
        }
    }

    @Property
    void stockIsNeverNegativeAndTheBooksBalance(@ForAll("stockCommands") List<StockCommand> commands) {
        StockState state = new StockState.Unstocked();
        long moved = 0;
        for (StockCommand command : commands) {
            if (StockRules.decide(state, command) instanceof Decision.Accepted accepted) {
                for (DomainEvent event : accepted.events()) {
                    state = StockRules.evolve(state, (StockEvent) event);
                    moved += movement(event);
                }
            }
            if (state instanceof Stocked stocked) {
                assertThat(stocked.available()).isNotNegative();
                assertThat(stocked.onHand()).isEqualTo(moved);
                var open = new LongAdder();
                stocked.reservations().forEach((_, it) -> open.add(it.quantity()));
                assertThat(stocked.reserved()).isEqualTo(open.sum());
            }
        }
    }

    @Property
    void capturedIsAtMostAuthorisedAndRefundedAtMostCaptured(
            @ForAll("paymentCommands") List<PaymentCommand> commands) {
        PaymentState state = new PaymentState.None();
        long authorised = 0;
        long captured = 0;
        long refunded = 0;
        for (PaymentCommand command : commands) {
            if (PaymentRules.decide(state, command) instanceof Decision.Accepted accepted) {
                for (DomainEvent event : accepted.events()) {
                    state = PaymentRules.evolve(state, (PaymentEvent) event);
                    authorised += state instanceof Authorised it ? it.amount().amountMinor() : 0;
                    captured += event instanceof PaymentCaptured it ? it.amount().amountMinor() : 0;
                    refunded += event instanceof PaymentRefunded it ? it.amount().amountMinor() : 0;
                }
            }
            assertThat(captured).isLessThanOrEqualTo(authorised);
            assertThat(refunded).isLessThanOrEqualTo(captured);
        }
    }

    @Provide
    Arbitrary<PlaceOrder> orders() {
        Arbitrary<Money> prices = Arbitraries.longs().between(0, Long.MAX_VALUE / 2).map(it -> new Money(it, "EUR"));
        Arbitrary<Money> small = Arbitraries.longs().between(0, 1_000_000).map(it -> new Money(it, "EUR"));
        Arbitrary<Integer> quantities = Arbitraries.integers().between(1, Limits.LINE_QUANTITY_MAX);
        Arbitrary<List<OrderLine>> lines = Combinators.combine(quantities, prices)
            .as((quantity, price) -> new OrderLine(1, SKU, quantity, price))
            .list()
            .ofMinSize(1)
            .ofMaxSize(20)
            .map(DomainPropertiesTest::numbered);
        return Combinators.combine(lines, small, small)
            .as((it, shipping, discount) -> new PlaceOrder(ORDER, new CustomerId("1"), "web", it, shipping, discount,
                    START));
    }

    @Provide
    Arbitrary<List<OrderCommand>> orderCommands() {
        var place = new PlaceOrder(ORDER, new CustomerId("1"), "web",
                List.of(new OrderLine(1, SKU, 1, new Money(1, "EUR"))), Money.zero("EUR"), Money.zero("EUR"), START);
        return Arbitraries.<OrderCommand>of(place, new OrderCommand.MarkReserved(ORDER, START),
                new OrderCommand.ConfirmOrder(ORDER, PAYMENT, START),
                new OrderCommand.RejectOrder(ORDER, RejectionReason.OUT_OF_STOCK, "none left", START),
                new OrderCommand.CancelOrder(ORDER, "changed my mind", START),
                new OrderCommand.CompleteCancellation(ORDER, START))
            .list()
            .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<StockCommand>> stockCommands() {
        Arbitrary<OrderId> orders = Arbitraries.integers().between(1, 5).map(it -> new OrderId("o-" + it));
        Arbitrary<Instant> times = Arbitraries.integers().between(0, 3_600).map(START::plusSeconds);
        Arbitrary<Integer> units = Arbitraries.integers().between(-1, 30);
        Arbitrary<StockCommand> receive = Combinators.combine(units, times)
            .as((it, at) -> new StockCommand.ReceiveStock(SKU, it, at));
        Arbitrary<StockCommand> adjust = Combinators.combine(units, times)
            .as((it, at) -> new StockCommand.AdjustStock(SKU, 10 - it, "counted", at));
        Arbitrary<StockCommand> reserve = Combinators.combine(orders, units, times)
            .as((order, it, at) -> new StockCommand.ReserveStock(SKU, order, it, at));
        Arbitrary<StockCommand> release = Combinators.combine(orders, times)
            .as((order, at) -> new StockCommand.ReleaseReservation(SKU, order, at));
        Arbitrary<StockCommand> expire = Combinators.combine(orders, times)
            .as((order, at) -> new StockCommand.ExpireReservation(SKU, order, at));
        return Arbitraries.oneOf(List.of(receive, adjust, reserve, release, expire)).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<PaymentCommand>> paymentCommands() {
        Arbitrary<Money> amounts = Arbitraries.longs().between(0, 10).map(it -> new Money(it, "EUR"));
        return amounts.flatMap(amount -> Arbitraries.<PaymentCommand>of(
                new PaymentCommand.RecordAuthorisation(PAYMENT, ORDER, amount, "auth-1", START),
                new PaymentCommand.RecordDecline(PAYMENT, ORDER, amount, "no", START),
                new PaymentCommand.RecordPaymentTimeout(PAYMENT, ORDER, amount, 3, START),
                new PaymentCommand.CapturePayment(PAYMENT, START), new PaymentCommand.VoidPayment(PAYMENT, START)))
            .list()
            .ofMaxSize(10);
    }

    private static List<OrderLine> numbered(List<OrderLine> lines) {
        List<OrderLine> numbered = new ArrayList<>();
        for (OrderLine line : lines) {
            int number = numbered.size() + 1;
            numbered.add(new OrderLine(number, new Sku("S" + number), line.quantity(), line.unitPrice()));
        }
        return numbered;
    }

    private static boolean allowed(OrderState from, OrderState to) {
        OrderStatus next = ((OrderState.Existing) to).status();
        return from instanceof OrderState.Existing existing
                ? OrderState.allowedAfter(existing.status()).contains(next)
                : next == OrderStatus.PLACED;
    }

    private static long movement(DomainEvent event) {
        return switch (event) {
            case StockReceived received -> received.quantity();
            case StockAdjusted adjusted -> adjusted.delta();
            default -> 0;
        };
    }
}
