package io.orderflow.load.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts as the kernel writes them. */
class ProcessFiguresTest {
    private static final String STAT = "3642 (postgres: (x) y) S 3525 3642 3642 0 -1 4194560 3111 85000 2 40 120 30 700 50 "
            + "20 0 1 0 99999 154152960 4036 18446744073709551615 1 1 0 0 0 0 0 16781312 0 0 0 0 17 1 0 0 0 0 0";

    @Test
    void cpuStandsBehindANameThatCanHoldBracketsAndBlanks() {
        assertThat(ProcStat.parse(STAT)).isEqualTo(new ProcStat(Duration.ofMillis(1_500), Duration.ofMillis(7_500)));
    }

    @Test
    void theMachineIsBusyButForIdleTimeAndWaitingForDisks() {
        MachineTime before = MachineTime.parse("cpu  100 0 100 700 100 0 0 0 5 0\ncpu0 1 2 3\n");
        MachineTime after = MachineTime.parse("cpu  180 0 120 790 110 0 0 0 9 0\n");
        assertThat(before).isEqualTo(new MachineTime(200, 1_000));
        assertThat(after.busySince(before)).isEqualTo(0.5);
    }

    @Test
    void aMachineWithoutTheFileTellsNothing() {
        assertThat(MachineTime.parse("").busySince(MachineTime.parse(""))).isZero();
    }

    @Test
    void memoryIsTheLineWithTheLabel() {
        assertThat(WatchedProcess.kilobytes(List.of("VmPeak:\t  999 kB", "VmRSS:\t  190516 kB"), "VmRSS:"))
            .isEqualTo(190_516);
        assertThat(WatchedProcess.kilobytes(List.of(), "VmRSS:")).isZero();
    }

    @Test
    void aProcessThatIsGoneUsesNothing() {
        WatchedProcess gone = new WatchedProcess("gone", Long.MAX_VALUE, false);
        assertThat(gone.cpu()).isEmpty();
        assertThat(gone.bytes()).isZero();
        assertThat(Sample.of(List.of(gone)).millisSince(Sample.of(List.of(gone)))).isEmpty();
    }
}
