package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
    private static final int BYTES_MAX = 20_000;
    private static final int READ_BYTES = 8_192;

    @TempDir
    private Path folder;

    @Test
    void theLogAndItsPredecessorStayWithinTheirSize() throws Exception {
        Path file = folder.resolve("log");

        new RotatingLog(file, BYTES_MAX).copy(new ByteArrayInputStream(new byte[10 * BYTES_MAX]));

        assertThat(Files.size(file)).isLessThan(BYTES_MAX + READ_BYTES);
        assertThat(Files.size(folder.resolve("log.1"))).isLessThan(BYTES_MAX + READ_BYTES);
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("log"))
            .satisfies(it -> assertThat(it.toFile().list()).hasSize(2));
    }

    @Test
    void whenTheDiskHasRoomAgainWritingGoesOn() throws Exception {
        Path file = folder.resolve("logs").resolve("log");
        try (var process = new PipedOutputStream(); var output = new PipedInputStream(process)) {
            new RotatingLog(file, BYTES_MAX).drain(output);
            process.write('a');
            process.flush();
            Awaitility.await().until(() -> output.available() == 0);
            Files.createDirectory(file.getParent());
            Awaitility.await().until(() -> {
                process.write('b');
                process.flush();
                return Files.exists(file) && Files.readString(file).startsWith("b");
            });
        }
    }

    @Test
    void aSecondRunGoesOnInTheSameFile() throws Exception {
        Path file = folder.resolve("log");
        new RotatingLog(file, BYTES_MAX).copy(new ByteArrayInputStream(new byte[]{'a'}));
        new RotatingLog(file, BYTES_MAX).copy(new ByteArrayInputStream(new byte[]{'b'}));

        assertThat(file).hasContent("ab");
    }
}
