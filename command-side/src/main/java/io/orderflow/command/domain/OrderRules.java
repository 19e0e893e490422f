package io.orderflow.command.domain;

import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.domain.OrderCommand.CompleteCancellation;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.OrderCommand.RejectOrder;
import io.orderflow.command.domain.OrderState.Cancelled;
import io.orderflow.command.domain.OrderState.Cancelling;
import io.orderflow.command.domain.OrderState.Confirmed;
import io.orderflow.command.domain.OrderState.Existing;
import io.orderflow.command.domain.OrderState.NotPlaced;
import io.orderflow.command.domain.OrderState.Placed;
import io.orderflow.command.domain.OrderState.Rejected;
import io.orderflow.command.domain.OrderState.Reserved;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderEvent.CancellationRequested;
import io.orderflow.contract.OrderEvent.OrderCancelled;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderEvent.OrderRejected;
import io.orderflow.contract.OrderEvent.OrderReserved;

/** The order's state machine. A command that asks for what is already so is accepted without effect. */
public final class OrderRules {
    private OrderRules() {}

    public static Decision decide(OrderState state, OrderCommand command) {
        return switch (state) {
            case NotPlaced _ -> first(command);
            case Existing existing -> next(existing, command);
        };
    }

    public static OrderState evolve(OrderState state, OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> new Placed();
            case OrderReserved _ -> new Reserved();
            case OrderConfirmed confirmed -> new Confirmed(confirmed.paymentId());
            case OrderRejected rejected -> new Rejected(rejected.reason());
            case CancellationRequested requested -> new Cancelling(requested.reason());
            case OrderCancelled _ -> new Cancelled();
        };
    }

    private static Decision first(OrderCommand command) {
        return command instanceof PlaceOrder place
                ? OrderPlacement.decide(place)
                : Decision.refuse(new Refusal.Unknown(command.stream()));
    }

    private static Decision next(Existing state, OrderCommand command) {
        return switch (command) {
            case PlaceOrder place -> Decision.refuse(new Refusal.AlreadyPlaced(place.orderId()));
            case MarkReserved mark -> markReserved(state, mark);
            case ConfirmOrder confirm -> confirm(state, confirm);
            case RejectOrder reject -> reject(state, reject);
            case CancelOrder cancel -> cancel(state, cancel);
            case CompleteCancellation complete -> completeCancellation(state, complete);
        };
    }

    private static Decision markReserved(Existing state, MarkReserved command) {
        return switch (state) {
            case Placed _ -> Decision.accept(new OrderReserved(command.orderId(), command.at()));
            case Reserved _ -> Decision.withoutEffect();
            default -> illegal(state, command);
        };
    }

    private static Decision confirm(Existing state, ConfirmOrder command) {
        return switch (state) {
            case Reserved _ ->
                Decision.accept(new OrderConfirmed(command.orderId(), command.paymentId(), command.at()));
            case Confirmed confirmed when confirmed.paymentId().equals(command.paymentId()) -> Decision.withoutEffect();
            default -> illegal(state, command);
        };
    }

    private static Decision reject(Existing state, RejectOrder command) {
        return switch (state) {
            case Placed _,Reserved _ -> Decision.accept(
                    new OrderRejected(command.orderId(), command.reason(), command.detail(), command.at()));
            case Rejected rejected when rejected.reason() == command.reason() -> Decision.withoutEffect();
            default -> illegal(state, command);
        };
    }

    private static Decision cancel(Existing state, CancelOrder command) {
        var violations = Limits.reason("/reason", command.reason());
        if (!violations.isEmpty()) {
            return Decision.refuse(new Refusal.Invalid(violations));
        }
        return switch (state) {
            case Placed _,Reserved _ -> Decision.accept(
                    new CancellationRequested(command.orderId(), command.reason(), command.at()));
            case Confirmed _ -> Decision.accept(
                    new OrderCancelled(command.orderId(), command.reason(), command.at()));
            default -> illegal(state, command);
        };
    }

    private static Decision completeCancellation(Existing state, CompleteCancellation command) {
        return switch (state) {
            case Cancelling cancelling -> Decision.accept(
                    new OrderCancelled(command.orderId(), cancelling.reason(), command.at()));
            case Cancelled _ -> Decision.withoutEffect();
            default -> illegal(state, command);
        };
    }

    private static Decision illegal(Existing state, OrderCommand command) {
        return Decision.refuse(new Refusal.IllegalTransition(command.type(), state.status(),
                OrderState.allowedAfter(state.status())));
    }
}
