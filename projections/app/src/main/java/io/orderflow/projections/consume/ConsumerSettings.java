package io.orderflow.projections.consume;

import io.orderflow.projections.observe.ConsumerGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How projections consume.
 *
 * @param pollRecordsMax records of one batch at most
 * @param pollBytesMax bytes of one fetch at most, except when a single record is larger
 * @param batchInterval shortest time between the beginnings of two batches
 * @param pollTimeout how long a poll waits for records
 * @param pollIntervalMax a batch that takes longer loses its partitions
 * @param backoffMin pause after a first failure; it doubles with each further one
 * @param backoffMax longest pause
 */
public record ConsumerSettings(
        String bootstrapServers,
        int pollRecordsMax,
        int pollBytesMax,
        Duration batchInterval,
        Duration pollTimeout,
        Duration pollIntervalMax,
        Duration backoffMin,
        Duration backoffMax) {
    KafkaConsumer<byte[], byte[]> consumer(String projection) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, ConsumerGroup.of(projection));
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, ConsumerGroup.clientId(projection));
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Positions come from our checkpoints; where they do not fit the topic, nobody may guess.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pollRecordsMax);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, pollBytesMax);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, pollBytesMax);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(pollIntervalMax.toMillis()));
        // Read through Micrometer; nobody asks for them by JMX or at the broker.
        config.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
