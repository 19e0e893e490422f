package io.orderflow.projections.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void whatPassesIsRepeated() {
        assertThat(Failures.stateAfter(new TimeoutException())).isEqualTo(ProjectionState.WAITING);
        assertThat(Failures.stateAfter(new SQLException())).isEqualTo(ProjectionState.RETRYING);
        assertThat(Failures.stateAfter(new TopicAuthorizationException("t"))).isEqualTo(ProjectionState.RETRYING);
        assertThat(Failures.stateAfter(new KafkaException("rebalance",
                new CheckpointsAwayException("away", new SQLException()))))
            .isEqualTo(ProjectionState.RETRYING);
    }

    @Test
    void whatIsNotKnownToPassStops() {
        assertThat(Failures.stateAfter(new IllegalStateException("a defect"))).isEqualTo(ProjectionState.STOPPED);
        assertThat(Failures.stateAfter(new StackOverflowError())).isEqualTo(ProjectionState.RETRYING);
        assertThat(Failures.stateAfter(new ArithmeticException("long overflow"))).isEqualTo(ProjectionState.STOPPED);
        assertThat(Failures.stateAfter(new UnsupportedVersionException("old broker")))
            .isEqualTo(ProjectionState.STOPPED);
    }

    @Test
    void whatOnlyAnOperatorCanDecideStopsInItsOwnWords() {
        var stopped = new ProjectionStoppedException("another topic");
        var wrapped = new KafkaException("rebalance", stopped);

        assertThat(Failures.stateAfter(wrapped)).isEqualTo(ProjectionState.STOPPED);
        assertThat(Failures.said(wrapped)).isSameAs(stopped);
    }
}
