package io.orderflow.command.fulfilment;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of one order's fulfilment. */
record Fulfilment(Plan plan, Progress progress, Trail trail) {
    /**
     * What is to be done; never changes.
     *
     * @param lines one for each SKU, in SKU order
     */
    record Plan(OrderId orderId, CustomerId customerId, List<Line> lines, Money total, String placedEventId) {
        Plan {
            lines = List.copyOf(lines);
        }
    }

    /** Units of one SKU, over all lines of the order that name it. */
    record Line(Sku sku, int quantity) {}

    /**
     * How far it is.
     *
     * @param reserved how many lines are reserved; the number of lines when all are
     * @param attempts calls of the provider for what is being asked of it now
     * @param since when the step was entered
     * @param reservedUntil end of the reservation that lasts longest; null before the first
     * @param dueAt when somebody has to act although no event came; null for never
     */
    record Progress(Step step, PaymentStage payment, int reserved, int attempts, Instant since,
            @Nullable Instant reservedUntil,
            @Nullable Instant dueAt) {
        Progress enter(Step entered, Instant now) {
            return new Progress(entered, payment, reserved, attempts, entered == step ? since : now, reservedUntil,
                    dueAt);
        }

        Progress pay(PaymentStage stage, @Nullable Instant due) {
            return new Progress(step, stage, reserved, stage == PaymentStage.VOIDING ? 0 : attempts, since,
                    reservedUntil,
                    due);
        }

        Progress oneMoreReserved(Instant until) {
            Instant last = reservedUntil == null || until.isAfter(reservedUntil) ? until : reservedUntil;
            return new Progress(step, payment, reserved + 1, attempts, since, last, last);
        }

        /** Somebody acts on it until then; afterwards it is due again. */
        Progress claimed(PaymentStage stage, int calls, Instant until) {
            return new Progress(step, stage, reserved, attempts + calls, since, reservedUntil, until);
        }

        boolean isDue(Instant now) {
            return dueAt != null && !dueAt.isAfter(now);
        }
    }

    /**
     * What it was caused by.
     *
     * @param causationId the event that was reacted to last
     * @param traceparent the trace that work outside of a reaction continues
     * @param lastPosition of the event that was reacted to last: it and all before have no further effect
     * @param failedStep the step in which it failed; null unless it did
     */
    record Trail(String causationId, @Nullable String traceparent, @Nullable String tracestate, long lastPosition,
            @Nullable Step failedStep, @Nullable String error) {
        Trail causedBy(String eventId, long position) {
            return new Trail(eventId, traceparent, tracestate, position, failedStep, error);
        }
    }

    static Fulfilment of(OrderPlaced placed, String eventId, long position, Instant now) {
        return new Fulfilment(
                new Plan(placed.orderId(), placed.customerId(), bySku(placed.lines()), placed.total(), eventId),
                new Progress(Step.RESERVING, PaymentStage.NONE, 0, 0, now, null, null),
                new Trail(eventId, null, null, position, null, null));
    }

    /**
     * For an order whose placing could not be reacted to. What cannot be read of it is empty: nothing can be done for
     * it but to show it.
     */
    static Fulfilment unbegun(OrderId order, @Nullable DomainEvent event, String eventId, Instant now) {
        OrderPlaced placed = event instanceof OrderPlaced readable
                ? readable
                : new OrderPlaced(order, new CustomerId("unknown"), "unknown", List.of(), Money.zero("USD"),
                        Money.zero("USD"), Money.zero("USD"), now);
        return of(placed, eventId, 0, now);
    }

    OrderId orderId() {
        return plan.orderId();
    }

    /** One payment an order, named like it. */
    PaymentId paymentId() {
        return new PaymentId(plan.orderId().value());
    }

    Step step() {
        return progress.step();
    }

    boolean isReservationOver(Instant now) {
        Instant until = progress.reservedUntil();
        return until != null && !now.isBefore(until);
    }

    /** Whether the provider may hold money for this order. */
    boolean mayHoldMoney() {
        return switch (progress.payment()) {
            case NONE, DECLINED, VOIDED -> false;
            case DUE -> progress.attempts() > 0;
            case ASKING, AUTHORISED, VOIDING -> true;
        };
    }

    Fulfilment with(Progress changed) {
        return new Fulfilment(plan, changed, trail);
    }

    Fulfilment with(Trail changed) {
        return new Fulfilment(plan, progress, changed);
    }

    Fulfilment failed(Step as, String error, Instant now) {
        Trail why = new Trail(trail.causationId(), trail.traceparent(), trail.tracestate(), trail.lastPosition(),
                step(), error);
        Progress stopped = progress.enter(as, now);
        return new Fulfilment(plan, stopped.pay(stopped.payment(), null), why);
    }

    /** It cannot go on: what it was doing or undoing waits for somebody to look. */
    Fulfilment stopped(String error, Instant now) {
        boolean undoing = switch (step()) {
            case REJECTING, CANCELLING, COMPENSATION_FAILED -> true;
            default -> false;
        };
        return failed(undoing ? Step.COMPENSATION_FAILED : Step.FAILED, error, now);
    }

    /** It goes on where it stopped; what is being asked of the provider is due at once. */
    Fulfilment resumed(Instant now) {
        Step failedStep = trail.failedStep();
        Progress again = progress.enter(failedStep == null ? step() : failedStep, now);
        boolean asks = switch (again.payment()) {
            case DUE, ASKING, VOIDING -> true;
            default -> false;
        };
        return new Fulfilment(plan, new Progress(again.step(), again.payment(), again.reserved(), 0, again.since(),
                again.reservedUntil(), asks ? now : again.dueAt()),
                new Trail(trail.causationId(), trail.traceparent(), trail.tracestate(), trail.lastPosition(), null,
                        null));
    }

    /** Nothing up to this position has a further effect. */
    Fulfilment reactedTo(long position) {
        return with(trail.causedBy(trail.causationId(), position));
    }

    private static List<Line> bySku(List<OrderLine> lines) {
        var quantities = new TreeMap<String, Integer>();
        lines.forEach(line -> quantities.merge(line.sku().value(), line.quantity(), Math::addExact));
        return quantities.entrySet().stream().map(it -> new Line(new Sku(it.getKey()), it.getValue())).toList();
    }
}
