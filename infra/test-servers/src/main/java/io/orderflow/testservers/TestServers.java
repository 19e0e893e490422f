package io.orderflow.testservers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL and a real Kafka, shared by all tests of this JVM: each started by its first use, both stopped with
 * the JVM. The system property {@value #PROPERTY} chooses where they run: {@code testcontainers}, {@code embedded}, or
 * {@code auto}, which takes Testcontainers where a container engine answers and the images are there or can be pulled.
 * A test that needs a server of its own, to stop or kill it, starts {@code io.orderflow.servers.EmbeddedPostgres} or
 * {@code EmbeddedKafka} in a temporary folder.
 */
public final class TestServers {
    public static final String PROPERTY = "orderflow.servers";
    private static final Logger LOG = LoggerFactory.getLogger(TestServers.class);

    private TestServers() {}

    /** @throws IllegalStateException if Testcontainers is asked for and there is no engine or no image */
    public static TestPostgres postgres() {
        return PostgresHolder.SHARED;
    }

    public static TestKafka kafka() {
        return KafkaHolder.SHARED;
    }

    public static ServerMode mode() {
        return ModeHolder.MODE;
    }

    private static ServerMode chooseMode() {
        QuietLogs.apply();
        String wanted = System.getProperty(PROPERTY, "auto");
        ServerMode mode = switch (wanted) {
            case "auto" -> automatic();
            case "testcontainers" -> Containers.required();
            case "embedded" -> ServerMode.EMBEDDED;
            default -> throw new IllegalArgumentException(
                    PROPERTY + " is auto, testcontainers or embedded, not '" + wanted + "'");
        };
        LOG.info("PostgreSQL and Kafka for tests: {} ({}={})", mode, PROPERTY, wanted);
        return mode;
    }

    private static ServerMode automatic() {
        String problem = Containers.problem();
        if (problem == null) {
            return ServerMode.TESTCONTAINERS;
        }
        LOG.info("Containers are not used for tests: {}", problem);
        return ServerMode.EMBEDDED;
    }

    private static final class ModeHolder {
        private static final ServerMode MODE = chooseMode();
    }

    private static final class PostgresHolder {
        private static final TestPostgres SHARED = mode() == ServerMode.EMBEDDED
                ? EmbeddedServers.postgres()
                : Containers.postgres();
    }

    private static final class KafkaHolder {
        private static final TestKafka SHARED = mode() == ServerMode.EMBEDDED
                ? EmbeddedServers.kafka()
                : Containers.kafka();
    }
}
