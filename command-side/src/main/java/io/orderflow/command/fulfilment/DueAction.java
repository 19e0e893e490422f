package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.RejectionReason;
import java.time.Instant;

/** What an instance wants when it is due. */
sealed interface DueAction {
    /** Ask the provider for the money. */
    record Ask() implements DueAction {}

    /** Tell the provider to give the money back, then say so to the aggregates. */
    record GiveBack() implements DueAction {}

    /** A deadline has passed: its event will move the instance. */
    record Issue(DomainCommand command) implements DueAction {}

    /** The instance has moved on. */
    record Nothing() implements DueAction {}

    /** Pure: decides on the state and the time alone. */
    static DueAction of(Fulfilment state, Instant now, PaymentPolicy policy) {
        if (state.step() == Step.FAILED || state.step() == Step.COMPENSATION_FAILED) {
            return new Nothing();
        }
        if (state.progress().payment() == PaymentStage.VOIDING) {
            return new GiveBack();
        }
        Commands commands = new Commands(state, now);
        return switch (state.step()) {
            case RESERVING -> state.isReservationOver(now)
                    ? new Issue(commands.reject(RejectionReason.PAYMENT_TIMEOUT, "the reservation has expired"))
                    : new Nothing();
            case AUTHORISING -> isGivenUp(state, now, policy) ? new Issue(commands.recordTimeout()) : new Ask();
            default -> new Nothing();
        };
    }

    private static boolean isGivenUp(Fulfilment state, Instant now, PaymentPolicy policy) {
        Fulfilment.Progress progress = state.progress();
        return progress.attempts() >= policy.triesMax() || state.isReservationOver(now)
                || !now.isBefore(progress.since().plus(policy.deadline()));
    }
}
