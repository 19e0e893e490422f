package io.orderflow.projections.consume;

/** What a projection is doing. */
public enum ProjectionState {
    /** Has no partitions yet. */
    STARTING,
    /** Has no connection to a broker, or the topic is not there yet. */
    WAITING,
    /** Consumes. */
    RUNNING,
    /** Repeats after a failure that passes. */
    RETRYING,
    /** Cannot go on without an operator. */
    STOPPED
}
