package io.orderflow.command.domain;

import io.orderflow.command.domain.PaymentCommand.CapturePayment;
import io.orderflow.command.domain.PaymentCommand.RecordAuthorisation;
import io.orderflow.command.domain.PaymentCommand.RecordDecline;
import io.orderflow.command.domain.PaymentCommand.RecordPaymentTimeout;
import io.orderflow.command.domain.PaymentCommand.VoidPayment;
import io.orderflow.command.domain.PaymentState.Authorised;
import io.orderflow.command.domain.PaymentState.Captured;
import io.orderflow.command.domain.PaymentState.Closed;
import io.orderflow.command.domain.PaymentState.None;
import io.orderflow.command.domain.Refusal.Violation;
import io.orderflow.contract.Money;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.PaymentEvent.PaymentAuthorised;
import io.orderflow.contract.PaymentEvent.PaymentCaptured;
import io.orderflow.contract.PaymentEvent.PaymentDeclined;
import io.orderflow.contract.PaymentEvent.PaymentRefunded;
import io.orderflow.contract.PaymentEvent.PaymentTimedOut;
import io.orderflow.contract.PaymentEvent.PaymentVoided;
import java.util.List;
import java.util.function.Supplier;

/** The payment of one order: captured is at most authorised, refunded at most captured. */
public final class PaymentRules {
    private PaymentRules() {}

    public static Decision decide(PaymentState state, PaymentCommand command) {
        return switch (command) {
            case RecordAuthorisation record -> authorise(state, record);
            case RecordDecline record -> settle(state, PaymentStatus.DECLINED, record, record.amount(),
                    () -> new PaymentDeclined(record.paymentId(), record.orderId(), record.amount(), record.reason(),
                            record.at()));
            case RecordPaymentTimeout record -> settle(state, PaymentStatus.TIMED_OUT, record, record.amount(),
                    () -> new PaymentTimedOut(record.paymentId(), record.orderId(), record.amount(),
                            record.attempts(), record.at()));
            case CapturePayment capture -> capture(state, capture);
            case VoidPayment undo -> undo(state, undo);
        };
    }

    public static PaymentState evolve(PaymentState state, PaymentEvent event) {
        return switch (event) {
            case PaymentAuthorised authorised ->
                new Authorised(authorised.orderId(), authorised.amount(), authorised.authorisation());
            case PaymentCaptured captured -> new Captured(captured.orderId(), captured.amount());
            case PaymentDeclined _ -> new Closed(PaymentStatus.DECLINED);
            case PaymentTimedOut _ -> new Closed(PaymentStatus.TIMED_OUT);
            case PaymentVoided _ -> new Closed(PaymentStatus.VOIDED);
            case PaymentRefunded _ -> new Closed(PaymentStatus.REFUNDED);
        };
    }

    private static Decision authorise(PaymentState state, RecordAuthorisation command) {
        if (state instanceof Authorised authorised && authorised.authorisation().equals(command.authorisation())) {
            return Decision.withoutEffect();
        }
        return settle(state, PaymentStatus.AUTHORISED, command, command.amount(),
                () -> new PaymentAuthorised(command.paymentId(), command.orderId(), command.amount(),
                        command.authorisation(), command.at()));
    }

    /** The provider's first and only answer. */
    private static Decision settle(PaymentState state, PaymentStatus target, PaymentCommand command, Money amount,
            Supplier<PaymentEvent> event) {
        if (amount.isNegative()) {
            return Decision.refuse(new Refusal.Invalid(List.of(new Violation("/amount/amountMinor", "is 0 or more"))));
        }
        return switch (state) {
            case None _ -> Decision.accept(event.get());
            case Closed closed when closed.status() == target -> Decision.withoutEffect();
            default -> illegal(state, command);
        };
    }

    private static Decision capture(PaymentState state, CapturePayment command) {
        return switch (state) {
            case Authorised authorised -> Decision.accept(new PaymentCaptured(command.paymentId(),
                    authorised.orderId(), authorised.amount(), command.at()));
            case Captured _ -> Decision.withoutEffect();
            case None _ -> Decision.refuse(new Refusal.Unknown(command.stream()));
            case Closed _ -> illegal(state, command);
        };
    }

    private static Decision undo(PaymentState state, VoidPayment command) {
        return switch (state) {
            case Authorised authorised -> Decision.accept(new PaymentVoided(command.paymentId(), authorised.orderId(),
                    authorised.amount(), command.at()));
            case Captured captured -> Decision.accept(new PaymentRefunded(command.paymentId(), captured.orderId(),
                    captured.amount(), command.at()));
            case None _,Closed _ -> Decision.withoutEffect();
        };
    }

    private static Decision illegal(PaymentState state, PaymentCommand command) {
        return Decision.refuse(new Refusal.IllegalPaymentTransition(command.type(), state.status(),
                PaymentState.allowedAfter(state.status())));
    }
}
