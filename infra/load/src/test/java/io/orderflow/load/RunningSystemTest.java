package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.machine.WatchedProcess;
import org.junit.jupiter.api.Test;

class RunningSystemTest {
    private static String report(long gatewayPid, int restarts) {
        return """
                {"runner": {"pid": 10}, "url": "http://localhost:8080", "processes": [
                  {"name": "kafka", "port": 9092, "process": {"pid": 10}, "inRunner": true, "restarts": 0},
                  {"name": "postgres", "port": 5433, "process": {"pid": 11}, "inRunner": false, "restarts": 0},
                  {"name": "query-side", "port": 8082, "process": null, "inRunner": false, "restarts": 0},
                  {"name": "gateway", "port": 8080, "process": {"pid": %d}, "inRunner": false, "restarts": %d}]}
                """.formatted(gatewayPid, restarts);
    }

    private final RunningSystem before = RunningSystem.parse(report(12, 1));

    @Test
    void eachProcessIsWatchedOnceAndPostgresWithItsChildren() {
        assertThat(before.processes()).containsExactly(new WatchedProcess("runner", 10, false),
                new WatchedProcess("postgres", 11, true), new WatchedProcess("gateway", 12, false));
    }

    @Test
    void aRestartIsCountedOnce() {
        RunningSystem after = RunningSystem.parse(report(13, 2));
        assertThat(after.restarts() - before.restarts()).isEqualTo(1);
        assertThat(before.changedProcesses(after)).isZero();
        assertThat(before.changedProcesses(before)).isZero();
    }

    @Test
    void aProcessThatWasReplacedWithoutARestartIsSeen() {
        assertThat(before.changedProcesses(RunningSystem.parse(report(13, 1)))).isEqualTo(1);
    }
}
