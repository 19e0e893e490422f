package io.orderflow.benchmarks;

import io.orderflow.servers.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this process for the servers' data, which goes with the process, also when it is interrupted. */
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "run-";
    private static final List<String> POSTGRES = List.of("postgres", "restore/postgres");

    private final Path path;
    private final Thread onInterrupt;

    private WorkFolder(Path path) {
        this.path = path;
        this.onInterrupt = new Thread(() -> clear(path), "benchmarks-clear");
    }

    /** Also removes what processes that were killed left behind, with their servers. */
    static WorkFolder under(Path parent) throws IOException {
        Files.createDirectories(parent);
        clearThoseOfDeadProcesses(parent);
        Path path = Files.createDirectories(parent.resolve(PREFIX + ProcessHandle.current().pid()));
        WorkFolder folder = new WorkFolder(path);
        Runtime.getRuntime().addShutdownHook(folder.onInterrupt);
        return folder;
    }

    Path path() {
        return path;
    }

    private static void clearThoseOfDeadProcesses(Path parent) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(parent)) {
            left = entries.filter(it -> it.getFileName().toString().matches(PREFIX + "\\d{1,10}")).toList();
        }
        for (Path each : left) {
            long pid = Long.parseLong(each.getFileName().toString().substring(PREFIX.length()));
            if (ProcessHandle.of(pid).isEmpty()) {
                clear(each);
            }
        }
    }

    private static void clear(Path folder) {
        try {
            for (String postgres : POSTGRES) {
                if (Files.isDirectory(folder.resolve(postgres))) {
                    EmbeddedPostgres.stopLeftover(folder.resolve(postgres));
                }
            }
            delete(folder);
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("Could not clear " + folder + ", which can be deleted by hand: " + failure.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** The servers are to be closed before. */
    @Override
    public void close() {
        clear(path);
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }
}
