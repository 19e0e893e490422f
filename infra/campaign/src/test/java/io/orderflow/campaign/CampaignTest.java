package io.orderflow.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.campaign.arena.Arena;
import io.orderflow.campaign.fault.FaultKind;
import io.orderflow.campaign.oracle.Findings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short campaign with every kind of fault. {@code -Dorderflow.campaign.seed} repeats the faults of another run. */
class CampaignTest {
    private static final long EVENTS = 20_000;
    private static final int EVENTS_PER_SECOND = 1_200;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nothingAcknowledgedIsLostWhateverFails() throws Exception {
        long seed = Long.getLong("orderflow.campaign.seed", ThreadLocalRandom.current().nextLong(1, 1_000_000));
        System.out.println("campaign: repeat with -Dorderflow.campaign.seed=" + seed);
        var size = new Arena.Size(1, 3, 32, EVENTS_PER_SECOND, 2, Duration.ofSeconds(1), EVENTS / 10);
        StringWriter said = new StringWriter();

        Verdict verdict = new Campaign(new CampaignSettings(EVENTS, seed, size, folder, false), new PrintWriter(said))
            .run();

        assertThat(verdict.findings()).as("seed %d, logs in %s\n%s", seed, folder, said)
            .allMatch(Findings.Finding::passed);
        assertThat(verdict.struck()).extracting(it -> it.fault().kind()).contains(FaultKind.values());
        assertThat(Files.readString(folder.resolve(Report.FILE), StandardCharsets.UTF_8))
            .contains("\"seed\" : " + seed, "\"passed\" : true");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void limitsAreRefusedByName() {
        for (String[] wrong : List.of(new String[]{"--events=10", "events"}, new String[]{"--appenders=0", "appenders"},
                new String[]{"--relays=9", "relays"}, new String[]{"--shards=3", "shards"},
                new String[]{"--rate=-1", "rate"})) {
            StringWriter err = new StringWriter();
            int exitCode = new picocli.CommandLine(new CampaignCommand((_, _, _) -> 0))
                .setErr(new PrintWriter(err, true))
                .execute(wrong[0]);
            assertThat(exitCode).isEqualTo(2);
            assertThat(err.toString()).contains(wrong[1] + " is ");
        }
    }
}
