package io.orderflow.command.fulfilment;

import static io.orderflow.contract.RejectionReason.OUT_OF_STOCK;
import static io.orderflow.contract.RejectionReason.PAYMENT_DECLINED;
import static io.orderflow.contract.RejectionReason.PAYMENT_TIMEOUT;

import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.StockEvent.ReservationRefused;
import io.orderflow.contract.StockEvent.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules of the process: what follows from each event. Pure and the same for a repeated event, so that a repetition
 * after a crash issues the same commands.
 *
 * <p>
 * Every command that a reaction issues has its outcome in the log before the order's next event is looked at. So
 * whoever undoes finds what was asked for until then, whether or not its event was seen.
 */
final class OrderFulfilment {
    private OrderFulfilment() {}

    /** The first reaction; for an order that has no state. */
    static Reaction begin(OrderPlaced placed, Fact fact, Instant now) {
        Fulfilment state = Fulfilment.of(placed, fact.eventId(), fact.position(), now);
        return new Reaction(state, new Commands(state, now).reserve());
    }

    /**
     * @return the state unchanged, but for its trail, when the event has no consequence; as it was, when the event was
     *         seen before or the instance waits for somebody to look
     */
    static Reaction react(Fulfilment before, Fact fact, Instant now) {
        if (fact.position() <= before.trail().lastPosition() || before.step() == Step.FAILED) {
            return Reaction.none(before);
        }
        if (before.trail().lastPosition() == 0 && fact.event() instanceof OrderPlaced placed) {
            return begin(placed, fact, now);
        }
        Fulfilment state = before.with(before.trail().causedBy(fact.eventId(), fact.position()));
        if (state.step() == Step.COMPENSATION_FAILED) {
            return Reaction.none(state);
        }
        return switch (fact.event()) {
            case StockReserved it -> reserved(state, it, now);
            case ReservationRefused it -> refused(state, it, now);
            case OrderEvent it -> order(state, it, now);
            case PaymentEvent it -> payment(state, it, now);
            default -> Reaction.none(state);
        };
    }

    private static Reaction order(Fulfilment state, OrderEvent event, Instant now) {
        return switch (event) {
            case OrderPlaced _ -> Reaction.none(state);
            case OrderEvent.OrderReserved _ -> askForPayment(state, now);
            case OrderEvent.OrderConfirmed _ -> confirmed(state, now);
            case OrderEvent.OrderRejected _ -> closed(state, Step.REJECTING, Step.REJECTED, now);
            case OrderEvent.CancellationRequested _ -> cancel(state, now);
            case OrderEvent.OrderCancelled _ -> closed(state, Step.CANCELLING, Step.CANCELLED, now);
        };
    }

    private static Reaction payment(Fulfilment state, PaymentEvent event, Instant now) {
        return switch (event) {
            case PaymentEvent.PaymentAuthorised _ -> authorised(state, now);
            case PaymentEvent.PaymentDeclined it -> declined(state, it.reason(), now);
            case PaymentEvent.PaymentTimedOut it -> timedOut(state, it.attempts(), now);
            case PaymentEvent.PaymentVoided _ -> moneyGivenBack(state, now);
            case PaymentEvent.PaymentRefunded _ -> moneyGivenBack(state, now);
            case PaymentEvent.PaymentCaptured _ -> Reaction.none(state);
        };
    }

    private static Reaction reserved(Fulfilment state, StockReserved event, Instant now) {
        if (state.step() != Step.RESERVING || state.plan().lines().stream().noneMatch(isOf(event))) {
            return Reaction.none(state);
        }
        Fulfilment advanced = state.with(state.progress().oneMoreReserved(event.expiresAt()));
        return advanced.progress().reserved() < state.plan().lines().size()
                ? Reaction.none(advanced)
                : new Reaction(advanced, List.of(new Commands(advanced, now).markReserved()));
    }

    private static Predicate<Fulfilment.Line> isOf(StockReserved event) {
        return line -> line.sku().equals(event.sku());
    }

    private static Reaction refused(Fulfilment state, ReservationRefused event, Instant now) {
        if (state.step() != Step.RESERVING) {
            return Reaction.none(state);
        }
        Fulfilment rejecting = state.with(withoutDeadlineUnlessVoiding(state.progress().enter(Step.REJECTING, now)));
        Commands commands = new Commands(rejecting, now);
        String detail = "%s: %d wanted, %d available".formatted(event.sku(), event.quantity(), event.available());
        return new Reaction(rejecting, commands.releaseAllBut(event.sku(), commands.reject(OUT_OF_STOCK, detail)));
    }

    private static Reaction askForPayment(Fulfilment state, Instant now) {
        if (state.step() != Step.RESERVING) {
            return Reaction.none(state);
        }
        return Reaction.none(state.with(state.progress().enter(Step.AUTHORISING, now).pay(PaymentStage.DUE, now)));
    }

    private static Reaction authorised(Fulfilment state, Instant now) {
        return switch (state.step()) {
            case AUTHORISING -> {
                Fulfilment confirming = state
                    .with(state.progress().enter(Step.CONFIRMING, now).pay(PaymentStage.AUTHORISED, null));
                yield new Reaction(confirming, List.of(new Commands(confirming, now).confirm()));
            }
            case CONFIRMING, CONFIRMED -> Reaction.none(state);
            // Too late: whoever gave the order up did not know of this money.
            default -> Reaction.none(state.with(state.progress().pay(PaymentStage.VOIDING, now)));
        };
    }

    private static Reaction declined(Fulfilment state, String reason, Instant now) {
        Fulfilment unpaid = state.with(state.progress().pay(PaymentStage.DECLINED, null));
        return switch (state.step()) {
            case AUTHORISING -> reject(unpaid, PAYMENT_DECLINED, reason, now);
            case CANCELLING -> new Reaction(unpaid, List.of(new Commands(unpaid, now).completeCancellation()));
            default -> Reaction.none(unpaid);
        };
    }

    /** Nobody knows what the provider did with the calls that it did not answer, so it is told to give back. */
    private static Reaction timedOut(Fulfilment state, int attempts, Instant now) {
        if (state.step() != Step.AUTHORISING) {
            return Reaction.none(state);
        }
        Fulfilment unpaid = state.with(state.progress()
            .pay(attempts > 0 ? PaymentStage.VOIDING : PaymentStage.NONE, attempts > 0 ? now : null));
        return reject(unpaid, PAYMENT_TIMEOUT,
                "the payment provider was asked %d times and gave no answer in time".formatted(attempts), now);
    }

    private static Reaction moneyGivenBack(Fulfilment state, Instant now) {
        Fulfilment voided = state.with(state.progress().pay(PaymentStage.VOIDED, null));
        return state.step() == Step.CANCELLING
                ? new Reaction(voided, List.of(new Commands(voided, now).completeCancellation()))
                : Reaction.none(voided);
    }

    private static Reaction reject(Fulfilment state, RejectionReason reason, String detail, Instant now) {
        Fulfilment rejecting = state.with(withoutDeadlineUnlessVoiding(state.progress().enter(Step.REJECTING, now)));
        Commands commands = new Commands(rejecting, now);
        return new Reaction(rejecting, commands.releaseAnd(commands.reject(reason, detail)));
    }

    /**
     * For an order that somebody gives up by hand.
     *
     * @param lastEvent type of the order's own last event
     */
    static Reaction undo(Fulfilment state, String lastEvent, Instant now) {
        return switch (lastEvent) {
            case "OrderRejected" -> closed(state, Step.REJECTED, Step.REJECTED, now);
            case "OrderCancelled" -> closed(state, Step.CANCELLED, Step.CANCELLED, now);
            default -> undo(state, now);
        };
    }

    private static Reaction cancel(Fulfilment state, Instant now) {
        if (state.step().isEnd() || state.step() == Step.CANCELLING) {
            return Reaction.none(state);
        }
        return undo(state, now);
    }

    private static Reaction undo(Fulfilment state, Instant now) {
        Fulfilment.Progress cancelling = state.progress().enter(Step.CANCELLING, now);
        Fulfilment giveBack = state.with(giveBack(state, cancelling, now));
        Commands commands = new Commands(giveBack, now);
        return new Reaction(giveBack, giveBack.mayHoldMoney()
                ? commands.release()
                : commands.releaseAnd(commands.completeCancellation()));
    }

    private static Reaction confirmed(Fulfilment state, Instant now) {
        return state.step() == Step.CONFIRMING
                ? Reaction
                    .none(state.with(state.progress().enter(Step.CONFIRMED, now).pay(PaymentStage.AUTHORISED, null)))
                : Reaction.none(state);
    }

    /** The order has ended. Unless this process brought it there, what it holds is still to be given back. */
    private static Reaction closed(Fulfilment state, Step expected, Step end, Instant now) {
        Fulfilment.Progress ended = state.progress().enter(end, now);
        if (state.step() == expected) {
            return Reaction.none(state.with(withoutDeadlineUnlessVoiding(ended)));
        }
        if (state.step() == end) {
            return Reaction.none(state);
        }
        Fulfilment giveBack = state.with(giveBack(state, ended, now));
        return new Reaction(giveBack, new Commands(giveBack, now).release());
    }

    /** A call on its way is awaited, so that the order to void cannot overtake it. */
    private static Fulfilment.Progress giveBack(Fulfilment state, Fulfilment.Progress to, Instant now) {
        if (!state.mayHoldMoney()) {
            return to.pay(to.payment() == PaymentStage.DUE ? PaymentStage.NONE : to.payment(), null);
        }
        Instant due = to.dueAt();
        boolean awaitAnswer = to.payment() == PaymentStage.ASKING && due != null && due.isAfter(now);
        return to.pay(PaymentStage.VOIDING, awaitAnswer ? due : now);
    }

    private static Fulfilment.Progress withoutDeadlineUnlessVoiding(Fulfilment.Progress progress) {
        return progress.payment() == PaymentStage.VOIDING ? progress : progress.pay(progress.payment(), null);
    }
}
