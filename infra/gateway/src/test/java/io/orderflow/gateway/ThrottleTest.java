package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final int PER_SECOND = 1_000;
    private long now = TimeUnit.DAYS.toNanos(-1);
    private final Throttle throttle = new Throttle(() -> this.now);

    /** How many of a second's requests are let on to an application that takes such a part of all. */
    private int second(int requests, double acceptedPart) {
        int letOn = 0;
        int accepted = 0;
        for (int i = 0; i < requests; i++) {
            now += TimeUnit.SECONDS.toNanos(1) / requests;
            if (!throttle.refuses()) {
                letOn++;
                boolean takes = accepted < acceptedPart * (i + 1);
                accepted += takes ? 1 : 0;
                throttle.decided(takes);
            }
        }
        return letOn;
    }

    /** The tenth second of such. */
    private int settled(int requests, double acceptedPart) {
        int letOn = 0;
        for (int i = 0; i < 10; i++) {
            letOn = second(requests, acceptedPart);
        }
        return letOn;
    }

    @Test
    void nobodyIsRefusedWhileTheApplicationRefusesNobody() {
        assertThat(settled(PER_SECOND, 1)).isEqualTo(PER_SECOND);
    }

    @Test
    void ofFiveTimesTheLoadAThirdMoreThanIsAcceptedGoesOn() {
        assertThat(settled(5 * PER_SECOND, 0.2)).isBetween(1_250, 1_400);
    }

    @Test
    void anApplicationThatAcceptsNothingIsAskedNowAndThen() {
        assertThat(settled(PER_SECOND, 0)).isBetween(30, 34);
    }

    @Test
    void aBurstThatIsNotDecidedYetIsLetOn() {
        for (int i = 0; i < PER_SECOND; i++) {
            assertThat(throttle.refuses()).isFalse();
        }
    }

    @Test
    void aSecondLaterAllIsForgotten() {
        settled(PER_SECOND, 0);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(settled(PER_SECOND, 1)).isEqualTo(PER_SECOND);
    }

    @Test
    void afterAnOverloadWhatFitsIsLetOnWithinAFewSeconds() {
        settled(5 * PER_SECOND, 0.02);
        int seconds = 0;
        while (second(PER_SECOND / 2, 1) < PER_SECOND / 2) {
            seconds++;
        }
        assertThat(seconds).isLessThanOrEqualTo(4);
    }
}
