package io.orderflow.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker with its KRaft controller in this JVM, reachable from this machine only, whose data survives
 * restarts and kills.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static EmbeddedKafka start(Path dataDirectory, int port) {
        return start(new KafkaSettings(dataDirectory, port));
    }

    /**
     * Blocks until the broker takes requests.
     *
     * @throws BrokenDataDirectoryException if the folder holds something that is not this broker's data
     * @throws ServerStartException for any other reason
     */
    public static EmbeddedKafka start(KafkaSettings given) {
        KafkaSettings settings = given.normalized();
        int port = settings.port() == 0 ? FreePort.any() : settings.port();
        Properties properties = settings.properties(port, FreePort.any());
        format(settings.dataDirectory());
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new ServerStartException(
                    "Kafka does not start on " + settings.dataDirectory() + ": " + e.getMessage(), e);
        }
        return new EmbeddedKafka(server, port);
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker cleanly and returns when its files are closed. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void format(Path directory) {
        boolean formatted = Files.isRegularFile(directory.resolve("meta.properties"));
        try {
            if (!formatted && !isEmpty(directory)) {
                throw new BrokenDataDirectoryException(directory,
                        "The folder " + directory + " holds no readable Kafka data.");
            }
            if (!formatted) {
                new Formatter().setNodeId(KafkaSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
            }
        } catch (BrokenDataDirectoryException e) {
            throw e;
        } catch (Exception e) {
            throw new ServerStartException("Kafka could not make its data folder " + directory + ": " + e.getMessage(),
                    e);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
