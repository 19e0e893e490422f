package io.orderflow.benchmarks.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    @Test
    void userAndSystemTimeAreAddedWhateverTheProcessIsCalled() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 9 0 0 0 150 25 0 0 20 0 1 0 77 0 0";

        assertThat(CpuTime.seconds(stat)).isEqualTo(1.75);
    }

    @Test
    void aProcessThatHasEndedCountsNothing() {
        assertThat(CpuTime.seconds(List.of(Long.MAX_VALUE))).isZero();
    }

    @Test
    void thisProcessHasWorked() {
        assertThat(CpuTime.seconds(List.of(ProcessHandle.current().pid()))).isPositive();
    }
}
