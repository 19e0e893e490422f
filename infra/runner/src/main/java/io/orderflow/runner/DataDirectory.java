package io.orderflow.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that holds everything the system keeps: PostgreSQL's and Kafka's data, logs, and who runs. */
final class DataDirectory {
    static final long FREE_BYTES_MIN = 1_000_000_000L;
    private static final String MARKER = ".orderflow-data";
    private static final String FORMAT = "orderflow data 1";

    private final Path root;

    DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    Path programs() {
        return root.resolve("programs");
    }

    /** What the last start in the background says. */
    Path output() {
        return run().resolve("up.out");
    }

    Path run() {
        return root.resolve("run");
    }

    /**
     * Makes the folder, or checks that it is one of ours and, unless what is in it will be wiped, of this version.
     *
     * @param fresh what is in it will be wiped
     */
    void open(boolean fresh) {
        try {
            if (!isEmptyOrMissing()) {
                check(fresh);
            }
            Files.createDirectories(run());
            Files.createDirectories(root.resolve("logs"));
            Files.writeString(root.resolve(MARKER), FORMAT + "\n");
        } catch (IOException e) {
            throw unusable("The data folder " + root + " cannot be written (" + reason(e)
                    + "): give another one with --data.");
        }
        requireSpace(root.toFile().getUsableSpace());
    }

    /** Deletes the data, not the programs. The folder was opened before and is locked. */
    void wipe() {
        try {
            for (String content : List.of("postgres", "postgres.unfinished", "kafka", "logs", VaultKey.FILE)) {
                delete(root.resolve(content));
            }
            Files.createDirectories(root.resolve("logs"));
        } catch (IOException e) {
            throw unusable("The data folder " + root + " cannot be wiped (" + reason(e) + "): delete it by hand.");
        }
    }

    static void requireSpace(long usableBytes) {
        if (usableBytes < FREE_BYTES_MIN) {
            throw unusable(
                    "Only %d MB of disk space are free and %d MB are needed: free some, or give a folder on another disk with --data."
                        .formatted(usableBytes / 1_000_000, FREE_BYTES_MIN / 1_000_000));
        }
    }

    private void check(boolean fresh) throws IOException {
        if (!Files.isRegularFile(root.resolve(MARKER))) {
            throw unusable("The folder " + root
                    + " holds files that are not Orderflow's, so it is left alone: give another one with --data.");
        }
        String format = Files.readString(root.resolve(MARKER)).strip();
        if (!fresh && !format.equals(FORMAT)) {
            throw unusable("The data folder " + root + " was written by another version ('" + format
                    + "'): start with --fresh to begin anew, or give another one with --data.");
        }
    }

    private boolean isEmptyOrMissing() throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        if (!Files.exists(root)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findAny().isEmpty();
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    private static CannotRunException unusable(String sentence) {
        return new CannotRunException(ExitCode.UNAVAILABLE, sentence);
    }
}
