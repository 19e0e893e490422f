package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LauncherScriptTest {
    @Test
    void theLauncherFindsJdkAndMavenOrSaysWhatToDo() throws Exception {
        Path launcher = Path.of("../../orderflow").toAbsolutePath().normalize();

        Process test = new ProcessBuilder("bash", "src/test/sh/launcher-test", launcher.toString())
            .redirectErrorStream(true)
            .start();
        String output = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(test.waitFor()).as(output).isZero();
    }
}
