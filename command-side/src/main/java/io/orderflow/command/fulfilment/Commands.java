package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.CompleteCancellation;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.OrderCommand.RejectOrder;
import io.orderflow.command.domain.PaymentCommand.RecordPaymentTimeout;
import io.orderflow.command.domain.PaymentCommand.VoidPayment;
import io.orderflow.command.domain.StockCommand.ExpireReservation;
import io.orderflow.command.domain.StockCommand.ReleaseReservation;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The commands that a fulfilment issues, decided at one time. */
record Commands(Fulfilment of, Instant at) {
    /** For every line, in SKU order. */
    List<DomainCommand> reserve() {
        return of.plan()
            .lines()
            .stream()
            .<DomainCommand>map(line -> new ReserveStock(line.sku(), of.orderId(), line.quantity(), at))
            .toList();
    }

    /** For every line; where nothing is held it has no effect. */
    List<DomainCommand> release() {
        return release(of.plan().lines());
    }

    private List<DomainCommand> release(List<Fulfilment.Line> lines) {
        boolean over = of.isReservationOver(at);
        var commands = new ArrayList<DomainCommand>();
        for (Fulfilment.Line line : lines) {
            if (over) {
                commands.add(new ExpireReservation(line.sku(), of.orderId(), at));
            }
            commands.add(new ReleaseReservation(line.sku(), of.orderId(), at));
        }
        return commands;
    }

    /** For every line but the one that was refused. */
    List<DomainCommand> releaseAllBut(Sku refused, DomainCommand last) {
        List<DomainCommand> commands = release(
                of.plan().lines().stream().filter(line -> !line.sku().equals(refused)).toList());
        commands.add(last);
        return commands;
    }

    List<DomainCommand> releaseAnd(DomainCommand last) {
        List<DomainCommand> commands = release();
        commands.add(last);
        return commands;
    }

    DomainCommand markReserved() {
        return new MarkReserved(of.orderId(), at);
    }

    DomainCommand confirm() {
        return new ConfirmOrder(of.orderId(), of.paymentId(), at);
    }

    DomainCommand reject(RejectionReason reason, String detail) {
        return new RejectOrder(of.orderId(), reason, detail, at);
    }

    DomainCommand completeCancellation() {
        return new CompleteCancellation(of.orderId(), at);
    }

    DomainCommand recordTimeout() {
        return new RecordPaymentTimeout(of.paymentId(), of.orderId(), of.plan().total(), of.progress().attempts(), at);
    }

    DomainCommand voidPayment() {
        return new VoidPayment(of.paymentId(), at);
    }
}
