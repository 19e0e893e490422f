package io.orderflow.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Copies a process' output into a file of bounded size; what is older goes to {@code .1}, what is older still is gone.
 */
final class RotatingLog {
    static final long BYTES_MAX = 10_000_000;
    private static final int BUFFER_BYTES = 8_192;

    private final Path file;
    private final long bytesMax;
    /** Null until it is opened, which is tried with each output. */
    private @Nullable OutputStream log;
    private long bytes;

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
                // The process has gone.
            }
        });
    }

    /**
     * Ends with the stream. What cannot be written, as on a full disk, is lost, and what comes later is tried again:
     * the process must not stop for want of a log.
     *
     * @throws IOException when the output cannot be read
     */
    void copy(InputStream output) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (int read; (read = output.read(buffer)) >= 0;) {
            write(buffer, read);
        }
        close();
    }

    private void write(byte[] buffer, int length) {
        try {
            OutputStream open = log == null ? open() : log;
            open.write(buffer, 0, length);
            bytes += length;
            if (bytes >= bytesMax) {
                close();
            }
        } catch (IOException _) {
            close();
        }
    }

    private OutputStream open() throws IOException {
        if (Files.exists(file) && Files.size(file) >= bytesMax) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        OutputStream opened = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        log = opened;
        bytes = Files.size(file);
        return opened;
    }

    private void close() {
        OutputStream open = log;
        log = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException _) {
            // Nothing of it is buffered.
        }
    }
}
