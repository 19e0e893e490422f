package io.orderflow.testservers;

import io.orderflow.servers.EmbeddedKafka;
import io.orderflow.servers.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers as a child process and within this JVM, in a temporary folder that is named after this process. */
final class EmbeddedServers {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);
    private static final Path ALL = Path.of(System.getProperty("java.io.tmpdir"),
            "orderflow-test-servers-" + System.getProperty("user.name"));
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    private EmbeddedServers() {}

    static TestPostgres postgres() {
        EmbeddedPostgres postgres = stoppedWithTheJvm(EmbeddedPostgres.start(folder().resolve("postgres"), 0));
        return new TestPostgres("127.0.0.1", postgres.port(), "postgres", postgres.password());
    }

    static TestKafka kafka() {
        return new TestKafka(stoppedWithTheJvm(EmbeddedKafka.start(folder().resolve("kafka"), 0)).bootstrapServers());
    }

    private static synchronized <S extends AutoCloseable> S stoppedWithTheJvm(S server) {
        STARTED.push(server);
        return server;
    }

    private static Path folder() {
        return FolderHolder.FOLDER;
    }

    private static Path makeFolder() {
        try {
            Files.createDirectories(ALL);
            removeThoseOfDeadProcesses();
            Path folder = Files.createDirectories(ALL.resolve(Long.toString(ProcessHandle.current().pid())));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(folder), "test-servers-stop"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void stopAll(Path folder) {
        for (AutoCloseable server : STARTED) {
            try {
                server.close();
            } catch (Exception e) {
                LOG.warn("A server for tests did not stop", e);
            }
        }
        delete(folder);
    }

    /** A test JVM that was killed could not stop its servers. */
    private static void removeThoseOfDeadProcesses() throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(ALL)) {
            folders = entries.filter(folder -> folder.getFileName().toString().matches("\\d{1,10}")).toList();
        }
        for (Path folder : folders) {
            if (ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isEmpty()) {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try {
            EmbeddedPostgres.stopLeftover(folder.resolve("postgres"));
            delete(folder);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** As far as possible: another JVM can be doing the same. */
    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("Left behind: {}", folder, e);
        }
    }

    private static final class FolderHolder {
        private static final Path FOLDER = makeFolder();
    }
}
