package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogGateTest {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final int ORDERS = 10_000;
    private Duration delay = Duration.ZERO;
    private final Random random = new Random(7);
    private final BacklogGate gate = new BacklogGate(() -> delay, BOUND, random::nextDouble);

    @Test
    void nobodyIsRefusedUpToHalfOfTheBound() {
        delay = Duration.ofSeconds(1);
        assertThat(refused()).isZero();
    }

    @Test
    void everybodyIsRefusedFromTheBoundOn() {
        delay = BOUND;
        assertThat(refused()).isEqualTo(ORDERS);
        delay = Duration.ofDays(1);
        assertThat(refused()).isEqualTo(ORDERS);
    }

    @Test
    void theShareGrowsInBetween() {
        delay = Duration.ofMillis(1250);
        assertThat(refused()).isBetween(2_300L, 2_700L);
        delay = Duration.ofMillis(1750);
        assertThat(refused()).isBetween(7_300L, 7_700L);
    }

    @Test
    void allAreLetInAgainAsSoonAsTheBacklogIsGone() {
        delay = BOUND;
        assertThat(gate.refuses()).isTrue();
        delay = Duration.ZERO;
        assertThat(refused()).isZero();
    }

    private long refused() {
        return IntStream.range(0, ORDERS).filter(_ -> gate.refuses()).count();
    }
}
