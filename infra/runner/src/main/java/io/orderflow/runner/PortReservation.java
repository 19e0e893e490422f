package io.orderflow.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports that a system of this user has chosen but may not listen on yet. Between the choice and the moment when the
 * application listens lie seconds, in which another system would choose the same port and then take the other's
 * application for its own. A reservation ends with this process, however that ends.
 */
final class PortReservation {
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"),
            "orderflow-ports-" + System.getProperty("user.name"));
    private static final Map<Integer, FileLock> HELD = new HashMap<>();

    private PortReservation() {}

    /** False if this or another process has reserved it. */
    static synchronized boolean reserve(int port) {
        if (HELD.containsKey(port)) {
            return false;
        }
        try {
            Files.createDirectories(FOLDER);
            // Held until the process ends.
            @SuppressWarnings("resource")
            FileChannel channel = FileChannel.open(FOLDER.resolve(Integer.toString(port)), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            HELD.put(port, lock);
            return true;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
