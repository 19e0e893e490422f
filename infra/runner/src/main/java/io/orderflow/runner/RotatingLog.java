package io.orderflow.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Copies a process' output into a file of bounded size; what is older goes to {@code .1}, what is older still is gone.
 */
final class RotatingLog {
    static final long BYTES_MAX = 10_000_000;
    private static final int BUFFER_BYTES = 8_192;

    private final Path file;
    private final long bytesMax;

    RotatingLog(Path file, long bytesMax) {
        this.file = file;
        this.bytesMax = bytesMax;
    }

    /** Returns at once; ends with the stream. */
    void drain(InputStream output) {
        Thread.ofPlatform().daemon().name("log-" + file.getFileName()).start(() -> {
            try (output) {
                copy(output);
            } catch (IOException _) {
                // The process has gone, or the disk is full: the process must not stop for want of a log.
                discard(output);
            }
        });
    }

    void copy(InputStream output) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        int read = output.read(buffer);
        while (read >= 0) {
            rotateIfFull();
            try (OutputStream log = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                long size = Files.size(file);
                while (read >= 0 && size < bytesMax) {
                    log.write(buffer, 0, read);
                    size += read;
                    read = output.read(buffer);
                }
            }
        }
    }

    private void rotateIfFull() throws IOException {
        if (Files.exists(file) && Files.size(file) >= bytesMax) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(InputStream output) {
        try {
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It has ended.
        }
    }
}
