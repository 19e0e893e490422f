package io.orderflow.command.fulfilment;

import java.util.Locale;
import java.util.Optional;

/** What an operator can ask for one order's fulfilment. */
enum OperatorAction {
    /** What failed is done again, and the events that came since are reacted to; for {@link Step#FAILED}. */
    RESUME,
    /** What kept failing while it was undone is tried again; for {@link Step#COMPENSATION_FAILED}. */
    RETRY,
    /** The order is cancelled and what was done for it undone; for every step that is not an end. */
    COMPENSATE;

    /** Why it makes no sense for an instance in this step; empty when it does. */
    Optional<String> refusal(Step step) {
        boolean fits = switch (this) {
            case RESUME -> step == Step.FAILED;
            case RETRY -> step == Step.COMPENSATION_FAILED;
            case COMPENSATE -> !step.isEnd();
        };
        return fits
                ? Optional.empty()
                : Optional.of("the fulfilment is " + step + "; " + name().toLowerCase(Locale.ROOT) + " is for "
                        + (switch (this) {
                            case RESUME -> "FAILED, retry for COMPENSATION_FAILED";
                            case RETRY -> "COMPENSATION_FAILED, resume for FAILED";
                            case COMPENSATE -> "one that has not ended; cancel the order instead";
                        }));
    }
}
