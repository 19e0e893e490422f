package io.orderflow.projections.consume;

/** The checkpoint does not fit the topic: going on would lose or invent events, an operator has to decide. */
final class ProjectionStoppedException extends RuntimeException {
    ProjectionStoppedException(String message) {
        super(message);
    }
}
