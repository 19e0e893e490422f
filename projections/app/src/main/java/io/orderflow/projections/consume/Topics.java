package io.orderflow.projections.consume;

import io.orderflow.contract.EventHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Asks the broker about the topic. Shared by all projections; safe for any number of threads. */
public final class Topics implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final String bootstrapServers;
    private @Nullable Admin admin;

    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * @throws KafkaException when the broker or the topic is not there
     */
    Topic describe() {
        try {
            TopicDescription topic = Objects
                .requireNonNull(
                        admin().describeTopics(List.of(EventHeaders.TOPIC)).topicNameValues().get(EventHeaders.TOPIC))
                .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return new Topic(topic.topicId().toString(), topic.partitions().size());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer of " + bootstrapServers, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Made on first use: a broker whose name cannot be resolved yet must not keep the process from starting. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                    AdminClientConfig.CLIENT_ID_CONFIG, "orderflow-projections-admin",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
