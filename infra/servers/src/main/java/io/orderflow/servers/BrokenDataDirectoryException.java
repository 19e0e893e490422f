package io.orderflow.servers;

import java.nio.file.Path;

/** A server's data directory is not one that this version can open; only a person can decide what becomes of it. */
public final class BrokenDataDirectoryException extends RuntimeException {
    private final Path directory;

    public BrokenDataDirectoryException(Path directory, String message) {
        super(message);
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }
}
