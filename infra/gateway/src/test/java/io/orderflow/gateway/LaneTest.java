package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {
    private static final Duration TARGET = Duration.ofMillis(100);
    private static final int OK = 200;
    private static final LimitSettings SETTINGS = new LimitSettings(64, 16, 256, TARGET, TARGET);

    private final Lane lane = new Lane("test", new SteppedLimit(SETTINGS, TARGET), letsAllOn(),
            new SimpleMeterRegistry(),
            () -> this.now);
    private long now = Duration.ofSeconds(1).toNanos();

    private static Throttle letsAllOn() {
        return new Throttle(() -> 0);
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    /** As many as the limit lets in, in one window of at least 100 ms. */
    private void window(long latencyMillis, Consumer<Place> end) {
        List<Place> places = new ArrayList<>();
        for (int i = lane.limit(); i > 0; i--) {
            places.add(Objects.requireNonNull(lane.tryEnter()));
        }
        assertThat(lane.tryEnter()).isNull();
        pass(latencyMillis);
        places.forEach(end);
        pass(101);
    }

    private int limitAfter(int windows, long latencyMillis, Consumer<Place> end) {
        for (int i = 0; i < windows; i++) {
            window(latencyMillis, end);
        }
        return lane.limit();
    }

    @Test
    void itFallsByATenthForEachWindowThatIsTooSlowAndNotBelowItsBound() {
        int first = limitAfter(1, 150, place -> place.answered(OK, false));

        assertThat(first).isBetween(57, 64);
        assertThat(limitAfter(60, 150, place -> place.answered(OK, false))).isEqualTo(16);
    }

    @Test
    void fromTheLowestToTheHighestItNeedsFiftyWindows() {
        limitAfter(60, 150, place -> place.answered(OK, false));

        assertThat(limitAfter(50, 1, place -> place.answered(OK, false))).isEqualTo(256);
    }

    @Test
    void itStaysWhereItIsWhenLittleOfItIsUsed() {
        for (int i = 0; i < 1_000; i++) {
            Place place = Objects.requireNonNull(lane.tryEnter());
            pass(10);
            place.answered(OK, false);
        }

        assertThat(lane.limit()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whatAnApplicationRefusesIsRefusedHereAndSaysNothingToTheLimit(int status) {
        assertThat(lane.throttles()).isFalse();
        Objects.requireNonNull(lane.tryEnter()).answered(status, true);

        assertThat(lane.throttles()).as("one place, then none").isFalse();
        assertThat(lane.throttles()).isTrue();
        assertThat(lane.limit()).isEqualTo(64);
    }

    @Test
    void whatDoesNotAnswerInTimeCountsByItsTime() {
        assertThat(limitAfter(60, 1_000, Place::unanswered)).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void otherFailuresSayNothing(int status) {
        assertThat(limitAfter(20, 150, place -> place.answered(status, false))).isEqualTo(64);
    }

    @Test
    void aCallerThatLeftSaysNothing() {
        assertThat(limitAfter(20, 150, Place::leave)).isEqualTo(64);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Place place = Objects.requireNonNull(lane.tryEnter());

        assertThat(place.leave()).isTrue();
        assertThat(place.leave()).isFalse();
        place.answered(OK, false);

        assertThat(lane.saturation()).isZero();
    }

    @Test
    void theTimeOfASlowBodyIsNotCounted() {
        assertThat(limitAfter(20, 0, place -> send(place, 10, 150))).isGreaterThan(64);
    }

    @Test
    void theTimeUntilThereIsAConnectionIsCounted() {
        assertThat(limitAfter(60, 0, place -> send(place, 150, 10))).isEqualTo(16);
    }

    @Test
    void anAnswerBeforeTheEndOfTheBodySaysNothing() {
        assertThat(limitAfter(20, 150, place -> {
            place.sends(Promise.<Void>promise().future());
            place.connected();
            place.answered(OK, false);
        })).isEqualTo(64);
    }

    private void send(Place place, long connectingMillis, long sendingMillis) {
        long before = now;
        Promise<Void> body = Promise.promise();
        place.sends(body.future());
        pass(connectingMillis);
        place.connected();
        pass(sendingMillis);
        body.complete();
        pass(1);
        place.answered(OK, false);
        now = before;
    }
}
