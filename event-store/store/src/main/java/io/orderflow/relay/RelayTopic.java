package io.orderflow.relay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topic when it is missing, and refuses one that would lose events. */
final class RelayTopic {
    /** Records are kept for ever: the topic is a source for rebuilds, and a reader may be away for any time. */
    private static final Map<String, String> CONFIG = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE, TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1");

    private RelayTopic() {}

    /**
     * @throws KafkaException also when an existing topic is configured to drop records; the message says what to set
     */
    static void ensure(Admin admin, RelaySettings settings) {
        NewTopic topic = new NewTopic(settings.topic(), settings.partitions(), settings.replicationFactor())
            .configs(CONFIG);
        try {
            get(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException _) {
            requireConfig(admin, settings.topic());
        }
    }

    private static void requireConfig(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = get(admin.describeConfigs(List.of(resource)).all()).values().iterator().next();
        CONFIG.forEach((name, wanted) -> {
            String value = config.get(name) == null ? null : config.get(name).value();
            if (!wanted.equals(value)) {
                throw new KafkaException("topic " + topic + " has " + name + "=" + value
                        + " and would lose events; set it with kafka-configs.sh --alter --topic " + topic
                        + " --add-config " + name + "=" + wanted);
            }
        });
    }

    /**
     * @throws KafkaException what Kafka answered
     */
    static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("Kafka's answer is a failure", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", stop);
        }
    }
}
