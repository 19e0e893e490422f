package io.orderflow.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.RejectOrder;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Given events, when an event, then commands and a state: of one order, {@code order-1}. */
final class Scenario {
    static final Sku A = new Sku("A");
    static final Sku B = new Sku("B");
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final OrderId ORDER = new OrderId("1");
    private static final PaymentId PAYMENT = new PaymentId("1");
    private static final Money PRICE = new Money(100, "USD");

    private @Nullable Fulfilment state;
    private List<DomainCommand> commands = List.of();
    private List<UUID> ids = List.of();
    private Instant now = START;
    private long position;

    private Scenario() {}

    static Scenario given(DomainEvent... events) {
        Scenario scenario = new Scenario();
        for (DomainEvent event : events) {
            scenario.when(event);
        }
        return scenario;
    }

    Scenario when(DomainEvent event) {
        position++;
        return react(event);
    }

    Scenario whenRepeated(DomainEvent event) {
        return react(event);
    }

    /** A call of the provider is on its way. */
    Scenario asking() {
        state = state().with(state().progress().claimed(PaymentStage.ASKING, 1, now.plus(CLAIM)));
        return this;
    }

    Scenario after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Scenario failed() {
        state = state().failed(Step.FAILED, "a defect", now);
        return this;
    }

    Scenario thenIssues(String... expected) {
        assertThat(commands).extracting(it -> it.type() + " " + it.stream()).containsExactly(expected);
        return this;
    }

    Scenario isIn(Step step) {
        assertThat(state().step()).isEqualTo(step);
        return this;
    }

    Scenario pays(PaymentStage stage) {
        assertThat(state().progress().payment()).isEqualTo(stage);
        return this;
    }

    Scenario isDueNow() {
        assertThat(state().progress().dueAt()).isEqualTo(now);
        return this;
    }

    Scenario isDueLater() {
        assertThat(state().progress().dueAt()).isAfter(now);
        return this;
    }

    Scenario isDue() {
        assertThat(state().progress().dueAt()).isNotNull();
        return this;
    }

    Scenario isNeverDue() {
        assertThat(state().progress().dueAt()).isNull();
        return this;
    }

    Scenario rejectsBecause(RejectionReason reason) {
        assertThat(commands.getLast()).isInstanceOfSatisfying(RejectOrder.class,
                it -> assertThat(it.reason()).isEqualTo(reason));
        return this;
    }

    Fulfilment state() {
        assertThat(state).isNotNull();
        return Objects.requireNonNull(state);
    }

    List<DomainCommand> commands() {
        return commands;
    }

    List<UUID> commandIds() {
        return ids;
    }

    private Scenario react(DomainEvent event) {
        Fact fact = new Fact("event-" + position, position, event);
        Reaction reaction = state == null && event instanceof OrderEvent.OrderPlaced placed
                ? OrderFulfilment.begin(placed, fact, now)
                : OrderFulfilment.react(state(), fact, now);
        state = reaction.state();
        commands = reaction.commands();
        ids = commands.stream().map(it -> CommandIds.of(fact.eventId(), it)).toList();
        return this;
    }

    static DomainEvent placed(Sku... skus) {
        List<OrderLine> lines = new ArrayList<>();
        for (Sku sku : skus) {
            lines.add(new OrderLine(lines.size() + 1, sku, 2, PRICE));
        }
        Money total = PRICE.times(2L * skus.length);
        return new OrderEvent.OrderPlaced(ORDER, new CustomerId("103"), "web", lines, Money.zero("USD"),
                Money.zero("USD"), total, START);
    }

    static DomainEvent reserved(Sku sku) {
        return new StockEvent.StockReserved(sku, ORDER, 2, START.plus(Duration.ofMinutes(15)), START);
    }

    static DomainEvent refused(Sku sku, int available) {
        return new StockEvent.ReservationRefused(sku, ORDER, 2, available, START);
    }

    static DomainEvent orderReserved() {
        return new OrderEvent.OrderReserved(ORDER, START);
    }

    static DomainEvent confirmed() {
        return new OrderEvent.OrderConfirmed(ORDER, PAYMENT, START);
    }

    static DomainEvent rejected() {
        return new OrderEvent.OrderRejected(ORDER, RejectionReason.PAYMENT_TIMEOUT, "", START);
    }

    static DomainEvent cancellationRequested() {
        return new OrderEvent.CancellationRequested(ORDER, "changed my mind", START);
    }

    static DomainEvent cancelled() {
        return new OrderEvent.OrderCancelled(ORDER, "changed my mind", START);
    }

    static DomainEvent authorised() {
        return new PaymentEvent.PaymentAuthorised(PAYMENT, ORDER, PRICE, "reference", START);
    }

    static DomainEvent declined() {
        return new PaymentEvent.PaymentDeclined(PAYMENT, ORDER, PRICE, "no funds", START);
    }

    static DomainEvent timedOut(int attempts) {
        return new PaymentEvent.PaymentTimedOut(PAYMENT, ORDER, PRICE, attempts, START);
    }

    static DomainEvent voided() {
        return new PaymentEvent.PaymentVoided(PAYMENT, ORDER, PRICE, START);
    }
}
