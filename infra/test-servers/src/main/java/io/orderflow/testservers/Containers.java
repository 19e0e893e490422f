package io.orderflow.testservers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The servers as containers. */
final class Containers {
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18.6");
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    /** Started by Testcontainers 2.0 for itself. */
    private static final String HOST_FINDER_IMAGE = "alpine:3.17";
    private static final String REAPER_IMAGE = "testcontainers/ryuk:0.14.0";
    private static final String PASSWORD = "orderflow";

    private Containers() {}

    /**
     * What stands in the way of containers here, or null. Takes as long as pulling the images if they can be pulled.
     */
    static @Nullable String problem() {
        var images = new ArrayList<>(
                List.of(POSTGRES.asCanonicalNameString(), KAFKA.asCanonicalNameString(), HOST_FINDER_IMAGE));
        if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            images.add(REAPER_IMAGE);
        }
        return ContainerEngine.problem(images);
    }

    static ServerMode required() {
        String problem = problem();
        if (problem != null) {
            throw new IllegalStateException(
                    "Testcontainers was asked for by -D" + TestServers.PROPERTY + " but cannot be used: " + problem);
        }
        return ServerMode.TESTCONTAINERS;
    }

    static TestPostgres postgres() {
        // The reaper or Testcontainers' own shutdown hook removes it.
        @SuppressWarnings("resource")
        var container = new PostgreSQLContainer(POSTGRES).withUsername("postgres")
            .withPassword(PASSWORD)
            .withDatabaseName("postgres");
        // Testcontainers turns fsync off; tests of durability would prove nothing.
        container.withCommand("postgres", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "max_connections=200");
        container.start();
        return new TestPostgres(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                "postgres", PASSWORD);
    }

    static TestKafka kafka() {
        // As above.
        @SuppressWarnings("resource")
        var container = new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        return new TestKafka(container.getBootstrapServers());
    }
}
