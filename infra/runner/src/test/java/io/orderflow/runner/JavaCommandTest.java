package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JVM is set in three places, since neither a script nor an image can ask the runner. */
class JavaCommandTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void theImagesRunWithTheFlagsOfTheApplications() throws IOException {
        List<String> common = JavaCommand.flags(Service.GATEWAY)
            .stream()
            .filter(it -> !it.startsWith("-Xmx") && !it.startsWith("-XX:MaxDirectMemorySize")
                    && !it.startsWith("-D") && !it.equals("-XX:-HeapDumpOnOutOfMemoryError"))
            .toList();

        assertThat(Files.readString(ROOT.resolve("Dockerfile"))).contains(common);
    }

    @Test
    void theRunnerIsCompiledAsTheApplicationsAre() throws IOException {
        List<String> inlining = JavaCommand.flags(Service.GATEWAY)
            .stream()
            .filter(it -> it.contains("Inline"))
            .toList();

        assertThat(inlining).isNotEmpty();
        assertThat(Files.readString(ROOT.resolve("orderflow"))).contains(inlining);
    }
}
