package io.orderflow.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files by which the runner and the other commands know of each other. */
final class RunFiles {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path report;
    private final Path lock;

    RunFiles(DataDirectory data) {
        report = data.run().resolve("processes.json");
        lock = data.run().resolve("lock");
    }

    /** What the last start wrote; its processes may be gone. */
    Optional<SystemReport> read() {
        try {
            return Files.isReadable(report)
                    ? Optional.of(JSON.readValue(Files.readString(report), SystemReport.class))
                    : Optional.empty();
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    /** The report of a system that runs now. */
    Optional<SystemReport> running() {
        return read().filter(it -> it.runner().find().isPresent());
    }

    /** Readers see the old report or the new one, never a part; only the owner may read it, since it has a password. */
    synchronized void write(SystemReport system) {
        try {
            Path next = report.resolveSibling("processes.json.next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, JSON.writeValueAsString(system));
            Files.move(next, report, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(report);
    }

    /**
     * Held by the one runner of a data folder until its process ends, however that happens; null if another one holds
     * it.
     */
    @Nullable
    FileLock tryLock() throws IOException {
        Files.createDirectories(lock.getParent());
        var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
        }
        return held;
    }
}
