package io.orderflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void asManyAreLetInAsTheLimitSays() {
        Lane lane = lane(2, 2, 0, Duration.ZERO);
        Permit first = entered(lane);
        entered(lane);
        assertThat(lane.isFull()).isTrue();
        assertThat(lane.enter()).isNull();
        first.answered(false);
        assertThat(lane.isFull()).isFalse();
        assertThat(lane.enter()).isNotNull();
    }

    @Test
    void aPlaceIsGivenBackOnceOnly() {
        Lane lane = lane(1, 1, 0, Duration.ZERO);
        Permit permit = entered(lane);
        permit.answered(false);
        permit.release();
        permit.answered(false);
        entered(lane);
        assertThat(lane.enter()).isNull();
    }

    @Test
    void whoWaitsGetsThePlaceThatBecomesFree() {
        Lane lane = lane(1, 1, 1, LONG);
        Permit first = entered(lane);
        CompletableFuture<Permit> second = enterInAThread(lane);
        Awaitility.await().until(lane::isFull);
        assertThat(second).isNotDone();
        first.answered(false);
        assertThat(second.join()).isNotNull();
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAlthoughOthersWait() {
        Lane lane = lane(1, 1, 1, LONG);
        Permit first = entered(lane);
        CompletableFuture<Permit> second = enterInAThread(lane);
        Awaitility.await().until(lane::isFull);
        assertThat(lane.enter()).isNull();
        first.answered(false);
        second.join().answered(false);
        assertThat(lane.isFull()).isFalse();
    }

    @Test
    void whoWaitsForTooLongIsRefusedAndTakesNoPlaceAfterwards() {
        Lane lane = lane(1, 1, 1, Duration.ofMillis(1));
        Permit first = entered(lane);
        assertThat(lane.enter()).isNull();
        first.answered(false);
        assertThat(lane.inFlight()).isZero();
        assertThat(lane.enter()).isNotNull();
    }

    @Test
    void theLimitFallsToItsLowerBoundWhileAnswersAreLateAndRisesAgainAfterwards() {
        Lane lane = Lane.adaptive("test", new LaneSettings(2, 8, Duration.ofMillis(5), 0, Duration.ZERO), meters);
        assertThat(lane.limit()).isEqualTo(8);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            requestsOf(lane, Duration.ofMillis(10));
            return lane.limit() == 2;
        });
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            requestsOf(lane, Duration.ofNanos(300_000));
            return lane.limit() == 8;
        });
    }

    @Test
    void aLaneOfFixedSizeDoesNotMindHowLongItsRequestsTake() {
        Lane lane = Lane.fixed("waiting", 3, meters);
        for (int n = 0; n < 20; n++) {
            requestsOf(lane, Duration.ofMillis(10));
        }
        assertThat(lane.limit()).isEqualTo(3);
    }

    @Test
    void limitAndUseAreShown() {
        Lane lane = lane(1, 4, 0, Duration.ZERO);
        entered(lane);
        assertThat(meters.get("http.admission.limit").tag("lane", "test").gauge().value()).isEqualTo(4);
        assertThat(meters.get("http.admission.inflight").tag("lane", "test").gauge().value()).isEqualTo(1);
        assertThat(lane.saturation()).isEqualTo(0.25);
    }

    @Test
    void settingsOutOfTheirRangeAreRefusedByName() {
        assertThatThrownBy(() -> new LaneSettings(9, 8, LONG, 0, LONG))
            .hasMessageContaining("orderflow.http.limit-max");
        assertThatThrownBy(() -> new LaneSettings(1, 8, Duration.ZERO, 0, LONG)).hasMessageContaining("latency-target");
        assertThatThrownBy(() -> new LaneSettings(1, 8, LONG, -1, LONG)).hasMessageContaining("queue-max");
        assertThatThrownBy(() -> new LaneSettings(1, 8, LONG, 0, Duration.ofHours(1)))
            .hasMessageContaining("queue-time");
    }

    private Lane lane(int limitMin, int limitMax, int queueMax, Duration queueTime) {
        return Lane.adaptive("test", new LaneSettings(limitMin, limitMax, LONG, queueMax, queueTime), meters);
    }

    private static Permit entered(Lane lane) {
        return Objects.requireNonNull(lane.enter());
    }

    private static CompletableFuture<Permit> enterInAThread(Lane lane) {
        return CompletableFuture.supplyAsync(() -> entered(lane), Thread::startVirtualThread);
    }

    /** As many at once as the lane lets in, each of which takes the time. */
    private static void requestsOf(Lane lane, Duration time) {
        for (int round = 0; round < 12; round++) {
            Permit first = entered(lane);
            Permit second = lane.enter();
            Permit third = lane.enter();
            Permit fourth = lane.enter();
            LockSupport.parkNanos(time.toNanos());
            for (Permit permit : new Permit[]{first, second, third, fourth}) {
                if (permit != null) {
                    permit.answered(false);
                }
            }
        }
    }
}
