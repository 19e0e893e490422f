package io.orderflow.campaign.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LEASE = Duration.ofSeconds(3);

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(Schedule.of(42, 1_000_000, LEASE)).isEqualTo(Schedule.of(42, 1_000_000, LEASE));
        assertThat(Schedule.of(42, 1_000_000, LEASE)).isNotEqualTo(Schedule.of(43, 1_000_000, LEASE));
    }

    @Test
    void everyKindIsStruckAlsoInAShortCampaign() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(Schedule.of(seed, 1_000, LEASE)).extracting(Fault::kind)
                .containsExactlyInAnyOrder(FaultKind.values());
        }
    }

    @Test
    void faultsAreSpreadOverTheEventsInOrder() {
        List<Fault> faults = Schedule.of(42, 1_000_000, LEASE);

        assertThat(faults).isSortedAccordingTo(Comparator.comparingLong(Fault::atEvents));
        assertThat(faults).extracting(Fault::atEvents).allMatch(at -> at > 0 && at < 1_000_000);
        assertThat(faults.size()).isGreaterThan(2 * FaultKind.values().length);
    }

    @Test
    void aPausedLeaderLosesItsLease() {
        assertThat(Schedule.of(42, 1_000_000, LEASE)).filteredOn(it -> it.kind() == FaultKind.PAUSE_LEADER)
            .isNotEmpty()
            .allSatisfy(it -> assertThat(it.duration()).isGreaterThan(LEASE));
    }
}
