package io.orderflow.projections.consume;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Sorts what ends a consumer into failures that pass and those that do not. What is not known to pass does not. */
final class Failures {
    private Failures() {}

    /**
     * What the projection does after the failure: {@code WAITING} for the broker, {@code RETRYING} what database or
     * broker refuse and what happened to the thread, {@code STOPPED} otherwise.
     */
    static ProjectionState stateAfter(Throwable failure) {
        if (hasCause(failure, ProjectionStoppedException.class)
                || hasCause(failure, UnsupportedVersionException.class)) {
            return ProjectionState.STOPPED;
        }
        if (failure instanceof Error || hasCause(failure, SQLException.class)
                || hasCause(failure, CheckpointsAwayException.class)
                || hasCause(failure, AuthenticationException.class)
                || hasCause(failure, AuthorizationException.class)) {
            return ProjectionState.RETRYING;
        }
        return failure instanceof KafkaException ? ProjectionState.WAITING : ProjectionState.STOPPED;
    }

    /** The failure that says it in our words, if there is one among the causes. */
    static Throwable said(Throwable failure) {
        return causes(failure).filter(ProjectionStoppedException.class::isInstance).findFirst().orElse(failure);
    }

    private static boolean hasCause(Throwable failure, Class<?> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause);
    }
}
