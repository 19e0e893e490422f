package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {
    private static final double MAX = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {20, 40, 55, 260, 1_400, 9_000})
    void theLimitIsFoundFromBelow(double limit) {
        assertThat(Ramp.highest(40, MAX, rate -> rate <= limit)).isBetween(limit / 1.07, limit);
    }

    @Test
    void nothingIsFoundWhereNothingIsKept() {
        assertThat(Ramp.highest(40, MAX, _ -> false)).isZero();
    }

    @Test
    void theSearchEndsWhereAllIsKept() {
        assertThat(Ramp.highest(40, MAX, _ -> true)).isEqualTo(MAX);
    }

    @Test
    void oneHiccupAtARateIsNotItsLimit() {
        Set<Double> seen = new HashSet<>();
        assertThat(Ramp.highest(40, MAX, rate -> !seen.add(rate) && rate <= 1_000)).isGreaterThan(700);
    }
}
