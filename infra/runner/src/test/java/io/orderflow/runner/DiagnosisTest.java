package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DiagnosisTest {
    private static final Instant SINCE = Instant.parse("2026-11-26T20:00:00Z");

    @Test
    void aWorkerThatIsNotWellIsNamedWithItsProblemSinceWhenAndWhatToDo() {
        var statuses = new JsonMapper().readTree(
                """
                        {"items": [
                          {"name": "relay-0", "state": "FAILING", "since": "2026-11-26T20:00:00Z", "failures": 3, "problem": "Kafka is away"},
                          {"name": "relay-0-lease", "state": "RUNNING", "since": "2026-11-26T19:00:00Z", "failures": 0, "problem": null},
                          {"name": "fulfilment", "state": "STALLED", "since": "2026-11-26T20:00:00Z", "failures": 0, "problem": "in one step"}
                        ]}""");

        List<Diagnosis.Finding> findings = Diagnosis.workers(part("command-side", PartState.READY, null), statuses);
        assertThat(findings).extracting(Diagnosis.Finding::problem)
            .containsExactly("worker relay-0 is FAILING: Kafka is away", "worker fulfilment is STALLED: in one step");
        assertThat(findings).extracting(Diagnosis.Finding::since).containsOnly(SINCE);
        assertThat(findings.getFirst().remedy()).contains("./orderflow logs command-side");
        assertThat(findings.getLast().remedy()).contains("kill -9");
        assertThat(findings.getFirst())
            .hasToString("command-side: worker relay-0 is FAILING: Kafka is away, since " + SINCE
                    + "\n  -> it tries again by itself; if the problem stays: './orderflow logs command-side' tells more");
    }

    @Test
    void whatIsAwayStartingOrFarBehindIsSaid() {
        SystemReport system = system(false, part("broker", PartState.RESTARTING, "killed"),
                part("projections", PartState.READY, null));

        assertThat(Diagnosis.of(system, List.of(new Lag("relay", 7, 10.5), new Lag("order_detail", 9_000, 9.5))))
            .extracting(it -> it.part() + ": " + it.problem())
            .containsExactly("system: it is still starting", "broker: it is RESTARTING, last: killed",
                    "projections: process  does not answer", "relay: it is 7 events and 11 s behind the log");
    }

    @Test
    void ofAHealthySystemNothingIsSaid() {
        assertThat(Diagnosis.of(system(true, part("broker", PartState.READY, null)), List.of())).isEmpty();
    }

    private static SystemReport system(boolean ready, PartReport... parts) {
        return new SystemReport(new ProcessIdentity(1, SINCE), SINCE, ready, URI.create("http://localhost:8080"),
                new SystemReport.PostgresAddress("", "", "", "localhost", 1, "orderflow"),
                new SystemReport.KafkaAddress("localhost:1"), URI.create("http://localhost:1"), List.of(parts));
    }

    /** On a port where nothing listens. */
    private static PartReport part(String name, PartState state, @Nullable String problem) {
        return new PartReport(name, 1, state, null, false, 0, problem);
    }
}
