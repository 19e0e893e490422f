package io.orderflow.benchmarks.servers;

import io.orderflow.servers.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Kafka in this JVM, started by its first use. Used by one thread. */
public final class Broker implements AutoCloseable {
    /** As the relay makes its topic. */
    public static final int PARTITIONS = 6;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;
    private @Nullable EmbeddedKafka server;

    /**
     * @param folder empty or missing
     */
    public Broker(Path folder) {
        this.folder = folder;
    }

    /** How a client reaches it. */
    public Map<String, Object> client() {
        EmbeddedKafka running = server;
        if (running == null) {
            running = EmbeddedKafka.start(folder, 0);
            server = running;
        }
        return Map.of("bootstrap.servers", running.bootstrapServers());
    }

    /**
     * Returns when each partition answers. An idempotent producer whose first batch comes too early, and whose second
     * does not, could never send the first one.
     */
    public void createTopic(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
            while (!answers(admin, topic)) {
                Thread.sleep(POLL);
            }
        }
    }

    private static boolean answers(Admin admin, String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, PARTITIONS)
            .boxed()
            .collect(Collectors.toMap(n -> new TopicPartition(topic, n), _ -> OffsetSpec.latest()));
        try {
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RetriableException) {
                return false;
            }
            throw failure;
        }
    }

    public void deleteTopic(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(client())) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
