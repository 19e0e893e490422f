package io.orderflow.command.domain;

import io.orderflow.command.domain.Refusal.Violation;
import io.orderflow.command.domain.StockCommand.AdjustStock;
import io.orderflow.command.domain.StockCommand.ExpireReservation;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.domain.StockCommand.ReleaseReservation;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.command.domain.StockState.Reservation;
import io.orderflow.command.domain.StockState.Stocked;
import io.orderflow.command.domain.StockState.Unstocked;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StockEvent.ReservationExpired;
import io.orderflow.contract.StockEvent.ReservationRefused;
import io.orderflow.contract.StockEvent.ReservationReleased;
import io.orderflow.contract.StockEvent.StockAdjusted;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.contract.StockEvent.StockReserved;
import java.util.ArrayList;
import java.util.List;

/** Stock of one SKU: never more reserved than on hand, at most one open reservation an order. */
public final class StockRules {
    private StockRules() {}

    public static Decision decide(StockState state, StockCommand command) {
        Stocked stock = stocked(state);
        return switch (command) {
            case ReceiveStock receive -> receive(stock, receive);
            case AdjustStock adjust when state instanceof Unstocked ->
                Decision.refuse(new Refusal.Unknown(adjust.stream()));
            case AdjustStock adjust -> adjust(stock, adjust);
            case ReserveStock reserve -> reserve(stock, reserve);
            case ReleaseReservation release -> release(stock, release);
            case ExpireReservation expire -> expire(stock, expire);
        };
    }

    public static StockState evolve(StockState state, StockEvent event) {
        Stocked stock = stocked(state);
        return switch (event) {
            case StockReceived received -> stock.plus(received.quantity());
            case StockAdjusted adjusted -> stock.plus(adjusted.delta());
            case StockReserved reserved ->
                stock.open(reserved.orderId(), new Reservation(reserved.quantity(), reserved.expiresAt()));
            case ReservationRefused _ -> stock;
            case ReservationReleased released -> stock.close(released.orderId(), released.quantity());
            case ReservationExpired expired -> stock.close(expired.orderId(), expired.quantity());
        };
    }

    private static Stocked stocked(StockState state) {
        return switch (state) {
            case Unstocked _ -> Stocked.EMPTY;
            case Stocked stocked -> stocked;
        };
    }

    private static Decision receive(Stocked stock, ReceiveStock command) {
        List<Violation> violations = Limits.range("/quantity", command.quantity(), 1,
                Limits.STOCK_CHANGE_QUANTITY_MAX);
        if (violations.isEmpty()) {
            violations = upperBound("/quantity", stock, command.quantity());
        }
        return violations.isEmpty()
                ? Decision.accept(new StockReceived(command.sku(), command.quantity(), command.at()))
                : Decision.refuse(new Refusal.Invalid(violations));
    }

    private static Decision adjust(Stocked stock, AdjustStock command) {
        List<Violation> violations = new ArrayList<>(Limits.range("/delta", command.delta(),
                -Limits.STOCK_CHANGE_QUANTITY_MAX, Limits.STOCK_CHANGE_QUANTITY_MAX));
        if (command.delta() == 0) {
            violations.add(new Violation("/delta", "is not 0"));
        }
        violations.addAll(upperBound("/delta", stock, command.delta()));
        violations.addAll(Limits.reason("/reason", command.reason()));
        if (!violations.isEmpty()) {
            return Decision.refuse(new Refusal.Invalid(violations));
        }
        return stock.available() + command.delta() < 0
                ? Decision.refuse(new Refusal.WouldGoNegative(command.sku(), stock.onHand(), stock.reserved(),
                        command.delta()))
                : Decision.accept(new StockAdjusted(command.sku(), command.delta(), command.reason(), command.at()));
    }

    private static Decision reserve(Stocked stock, ReserveStock command) {
        List<Violation> violations = Limits.range("/quantity", command.quantity(), 1, Limits.LINE_QUANTITY_MAX);
        if (!violations.isEmpty()) {
            return Decision.refuse(new Refusal.Invalid(violations));
        }
        if (stock.reservations().find(command.orderId()) != null) {
            return Decision.withoutEffect();
        }
        if (stock.available() < command.quantity()) {
            return Decision.accept(new ReservationRefused(command.sku(), command.orderId(), command.quantity(),
                    Math.toIntExact(stock.available()), command.at()));
        }
        return Decision.accept(new StockReserved(command.sku(), command.orderId(), command.quantity(),
                command.at().plus(Limits.RESERVATION_LIFETIME), command.at()));
    }

    private static Decision release(Stocked stock, ReleaseReservation command) {
        Reservation open = stock.reservations().find(command.orderId());
        return open == null
                ? Decision.withoutEffect()
                : Decision.accept(new ReservationReleased(command.sku(), command.orderId(), open.quantity(),
                        command.at()));
    }

    private static Decision expire(Stocked stock, ExpireReservation command) {
        Reservation open = stock.reservations().find(command.orderId());
        if (open == null) {
            return Decision.withoutEffect();
        }
        if (command.at().isBefore(open.expiresAt())) {
            return Decision.refuse(new Refusal.NotYetExpired(command.sku(), command.orderId(), open.expiresAt()));
        }
        return Decision.accept(new ReservationExpired(command.sku(), command.orderId(), open.quantity(),
                command.at()));
    }

    private static List<Violation> upperBound(String pointer, Stocked stock, int change) {
        return stock.onHand() + change > Limits.ON_HAND_QUANTITY_MAX
                ? List.of(new Violation(pointer,
                        "leaves more than %,d units on hand".formatted(Limits.ON_HAND_QUANTITY_MAX)))
                : List.of();
    }
}
