package io.orderflow.worker;

/** How a worker is. */
public enum WorkerState {
    /** Its last step went well, or it has not begun one. */
    RUNNING,
    /** Its last step failed; it tries again. */
    FAILING,
    /** It has been in one step for longer than a step may take. */
    STALLED,
    /** It has met a failure that it cannot get over; it will not begin another step. */
    ENDED
}
