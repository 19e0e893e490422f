package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.runner.SystemReport.KafkaAddress;
import io.orderflow.runner.SystemReport.PostgresAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    private static final ProcessIdentity SELF = ProcessIdentity.of(ProcessHandle.current());

    @TempDir
    private Path folder;
    private RunFiles files = new RunFiles(new DataDirectory(Path.of(".")));

    @BeforeEach
    void open() {
        var data = new DataDirectory(folder);
        data.open(false);
        files = new RunFiles(data);
    }

    @Test
    void aReportComesBackAsItWasWritten() throws Exception {
        files.write(report(SELF));

        assertThat(files.read()).contains(report(SELF));
        assertThat(files.running()).contains(report(SELF));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run/processes.json"))))
            .as("it holds a password")
            .isEqualTo("rw-------");
    }

    @Test
    void aRunnerWhosePidBelongsToAnotherProcessNowDoesNotRun() {
        files.write(report(new ProcessIdentity(SELF.pid(), SELF.startedAt().minusSeconds(1))));

        assertThat(files.running()).isEmpty();
    }

    @Test
    void anUnreadableReportCountsAsNone() throws Exception {
        Files.writeString(folder.resolve("run/processes.json"), "{");

        assertThat(files.read()).isEmpty();
    }

    private static SystemReport report(ProcessIdentity runner) {
        return new SystemReport(runner, Instant.EPOCH, true, URI.create("http://localhost:8080"),
                new PostgresAddress("jdbc:postgresql://127.0.0.1:5433/orderflow", "u", "p", "localhost", 5433,
                        "orderflow"),
                new KafkaAddress("127.0.0.1:9092"), URI.create("http://127.0.0.1:4318"),
                List.of(new PartReport("gateway", 8080, PartState.READY, SELF, false, 0, null)));
    }
}
