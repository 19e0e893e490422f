package io.orderflow.load.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<Long> all(Schedule schedule) {
        List<Long> offsets = new ArrayList<>();
        for (long next = schedule.nextNanos(); next != Schedule.OVER; next = schedule.nextNanos()) {
            offsets.add(next);
        }
        return offsets;
    }

    @Test
    void fixedArrivalsStandAtTheSameDistance() {
        assertThat(all(Schedule.fixed(4, SECOND))).containsExactly(250_000_000L, 500_000_000L, 750_000_000L);
    }

    @Test
    void poissonArrivalsComeAtTheirMeanRateInOrderAndInTime() {
        List<Long> offsets = all(Schedule.poisson(1_000, Duration.ofSeconds(100), 7));
        assertThat((double) offsets.size()).isCloseTo(100_000, within(1_500.0));
        assertThat(offsets).isSorted();
        assertThat(offsets.getLast()).isLessThan(Duration.ofSeconds(100).toNanos());
    }

    @Test
    void theSameSeedMakesTheSameArrivals() {
        assertThat(all(Schedule.poisson(50, SECOND, 3))).isEqualTo(all(Schedule.poisson(50, SECOND, 3)))
            .isNotEqualTo(all(Schedule.poisson(50, SECOND, 4)));
    }

    @Test
    void oneScheduleFollowsAnother() {
        Schedule both = Schedule.fixed(2, SECOND).then(SECOND, Schedule.fixed(4, SECOND));
        assertThat(all(both)).containsExactly(500_000_000L, 1_250_000_000L, 1_500_000_000L, 1_750_000_000L);
    }

    @Test
    void aBurstIsAtOnce() {
        assertThat(all(Schedule.atOnce(3))).containsExactly(0L, 0L, 0L);
    }
}
