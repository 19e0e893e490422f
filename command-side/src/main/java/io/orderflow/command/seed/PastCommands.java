package io.orderflow.command.seed;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.domain.OrderCommand.CompleteCancellation;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.PaymentCommand.CapturePayment;
import io.orderflow.command.domain.PaymentCommand.RecordAuthorisation;
import io.orderflow.command.domain.StockCommand.ReleaseReservation;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.command.seed.History.Outcome;
import io.orderflow.command.seed.History.PastOrder;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the process would have done for an order at its time, a second a step. */
record PastCommands(OrderId orderId, PastOrder order) {
    private static final String CHANNEL = "import";
    private static final Duration RESERVED_AFTER = Duration.ofSeconds(1);
    private static final Duration PAID_AFTER = Duration.ofSeconds(2);
    private static final Duration CONFIRMED_AFTER = Duration.ofSeconds(3);

    List<List<DomainCommand>> confirmed() {
        var phases = new ArrayList<List<DomainCommand>>();
        phases.add(List.of(place()));
        phases.add(reserve());
        phases.add(List.of(new MarkReserved(orderId, order.placedAt().plus(RESERVED_AFTER))));
        phases.add(List.of(new RecordAuthorisation(payment(), orderId, total(), "import-" + order.number(),
                order.placedAt().plus(PAID_AFTER))));
        phases.add(List.of(new ConfirmOrder(orderId, payment(), order.placedAt().plus(CONFIRMED_AFTER))));
        if (order.outcome() == Outcome.SHIPPED) {
            phases.add(List.of(new CapturePayment(payment(), order.closedAt())));
        }
        return phases;
    }

    List<List<DomainCommand>> cancelled(boolean reserved) {
        var phases = new ArrayList<List<DomainCommand>>();
        phases.add(List.of(place()));
        if (reserved) {
            phases.add(reserve());
            phases.add(List.of(new MarkReserved(orderId, order.placedAt().plus(RESERVED_AFTER))));
        }
        phases.add(List.of(new CancelOrder(orderId, "cancelled by the customer", order.closedAt())));
        if (reserved) {
            phases.add(eachLine(line -> new ReleaseReservation(line.sku(), orderId, order.closedAt())));
        }
        phases.add(List.of(new CompleteCancellation(orderId, order.closedAt())));
        return phases;
    }

    private DomainCommand place() {
        Money nothing = Money.zero(total().currency());
        return new PlaceOrder(orderId, order.customer(), CHANNEL, order.lines(), nothing, nothing, order.placedAt());
    }

    private List<DomainCommand> reserve() {
        return eachLine(line -> new ReserveStock(line.sku(), orderId, line.quantity(), order.placedAt()));
    }

    private List<DomainCommand> eachLine(Function<OrderLine, DomainCommand> command) {
        return order.lines().stream().map(command).toList();
    }

    private Money total() {
        return order.lines().stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    private PaymentId payment() {
        return new PaymentId(orderId.value());
    }
}
