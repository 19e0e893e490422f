package io.orderflow.command.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpectedWaitTest {
    private static final double SECONDS = 0.1;
    private final ExpectedWait expected = new ExpectedWait();

    @Test
    void anEventWaitsForWhatIsBeforeItAtTheRateOfLate() {
        for (int i = 0; i < 30; i++) {
            expected.read(100, 1_500, SECONDS);
        }
        assertThat(expected.get()).isEqualTo(Duration.ofMillis(1_500));
        for (int i = 0; i < 20; i++) {
            expected.read(50, 1_500, SECONDS);
        }
        assertThat(expected.get()).as("the rate of before is forgotten").isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aBurstIsNoBacklog() {
        for (int i = 0; i < 30; i++) {
            expected.read(0, ExpectedWait.EVENTS_MIN - 1, SECONDS);
        }
        assertThat(expected.get()).isZero();
    }

    @Test
    void whatWasTakenUpWithoutABacklogIsNoRate() {
        for (int i = 0; i < 30; i++) {
            expected.read(1, 1, SECONDS);
        }
        for (int i = 0; i < 4; i++) {
            expected.read(100, 2_000, SECONDS);
            assertThat(expected.get()).as("too little was seen").isZero();
        }
        expected.read(100, 2_000, SECONDS);
        assertThat(expected.get()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whenNothingIsTakenUpTheWaitIsLongAndEndsWithTheBacklog() {
        for (int i = 0; i < 10; i++) {
            expected.read(0, 1_000, SECONDS);
        }
        assertThat(expected.get()).isEqualTo(Duration.ofSeconds(1_000));
        expected.read(1_000, 0, SECONDS);
        assertThat(expected.get()).isZero();
    }
}
