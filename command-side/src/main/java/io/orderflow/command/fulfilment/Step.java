package io.orderflow.command.fulfilment;

/** Where an order's fulfilment stands. */
enum Step {
    /** Lines are being reserved, one after another. */
    RESERVING,
    /** All lines are held; the provider is asked for the money. */
    AUTHORISING,
    /** The money is authorised; the order is told. */
    CONFIRMING, CONFIRMED,
    /** What was held is released; the order is told. */
    REJECTING, REJECTED,
    /** What was done is undone; the order is told afterwards. */
    CANCELLING, CANCELLED,
    /** Undoing kept failing: somebody has to look. */
    COMPENSATION_FAILED,
    /** A reaction failed by a defect or an event that cannot be read: somebody has to look. */
    FAILED;

    /** Whether nothing more is expected to happen by itself. */
    boolean isEnd() {
        return switch (this) {
            case CONFIRMED, REJECTED, CANCELLED -> true;
            default -> false;
        };
    }
}
