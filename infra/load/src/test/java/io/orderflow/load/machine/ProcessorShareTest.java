package io.orderflow.load.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProcessorShareTest {
    private static final Path OWN = Path.of("/proc/self/autogroup");

    @Test
    void whereThereIsNoSuchProcessNothingChanges() {
        try (ProcessorShare share = ProcessorShare.raise(Long.MAX_VALUE)) {
            assertThat(share.isRaised()).isFalse();
        }
    }

    @Test
    void aShareIsRaisedWhereThatIsAllowedAndAsBeforeAfterwards() throws IOException {
        Assumptions.assumeTrue(Files.exists(OWN), "Linux with autogroups");
        String before = Files.readString(OWN);
        try (ProcessorShare share = ProcessorShare.raise(ProcessHandle.current().pid())) {
            assertThat(Files.readString(OWN).contains("nice -10")).isEqualTo(share.isRaised());
        }
        assertThat(Files.readString(OWN)).isEqualTo(before);
    }
}
