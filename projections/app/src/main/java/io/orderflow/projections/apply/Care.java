package io.orderflow.projections.apply;

/** How a batch is applied: the next way when the one before was not enough. */
enum Care {
    /** Records that name the log are believed until the transaction has proved the last of them. */
    USUAL,
    /** The log is asked about every record before anything is done with it. */
    CONFIRMED,
    /** As {@link #CONFIRMED}, and each event is written by itself. */
    ALONE;

    boolean isConfirmed() {
        return this != USUAL;
    }
}
