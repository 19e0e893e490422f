package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.openloop.Answer;
import io.orderflow.load.openloop.AttemptsForTests;
import org.junit.jupiter.api.Test;

class SecondBySecondTest {
    private static final long SECOND = 1_000_000_000L;
    private final SecondBySecond seconds = new SecondBySecond(Demand.ORDERS, 10 * SECOND);

    SecondBySecondTest() {
        seconds.startsAt(0);
    }

    private void call(double atSecond, int status, double latencyMillis) {
        long due = (long) (atSecond * SECOND);
        seconds.ended(AttemptsForTests.due(due), new Answer(status, null, null, due + (long) (latencyMillis * 1e6)),
                true);
    }

    @Test
    void theLevelIsBackWhenThreeSecondsInARowKeepIt() {
        call(9, 503, 5_000);
        call(10.5, 503, 1);
        call(11.5, 201, 20);
        call(12.5, 201, 900);
        call(13.5, 201, 20);
        call(14.5, 201, 20);
        call(15.5, 201, 199);
        assertThat(seconds.secondsUntilKept()).isEqualTo(3);
        assertThat(seconds.badSeconds()).isEqualTo(2);
    }

    @Test
    void twoGoodSecondsAreNotEnough() {
        call(10.5, 201, 20);
        call(11.5, 201, 20);
        assertThat(seconds.secondsUntilKept()).isEqualTo(-1);
    }
}
