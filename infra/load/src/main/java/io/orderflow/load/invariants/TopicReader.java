package io.orderflow.load.invariants;

import io.orderflow.contract.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the whole topic as a consumer of committed transactions sees it, from the first record to the present end. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EMPTY_POLLS_MAX = 40;
    private final KafkaConsumer<String, String> consumer;

    TopicReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG, "orderflow-invariants",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000),
                new StringDeserializer(), new StringDeserializer());
    }

    /**
     * @throws KafkaException when the broker does not answer or the topic is not there
     */
    void readAll(Consumer<TopicRecord> reader) {
        List<TopicPartition> partitions = consumer.partitionsFor(EventHeaders.TOPIC)
            .stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        int emptyPolls = 0;
        while (!reached(ends)) {
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            records.forEach(it -> reader.accept(record(it)));
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > EMPTY_POLLS_MAX) {
                throw new KafkaException("the topic does not yield its records up to " + ends);
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }

    private static TopicRecord record(ConsumerRecord<String, String> record) {
        Map<String, String> headers = headers(record);
        return new TopicRecord(record.partition(), record.offset(), record.key(),
                Long.parseLong(headers.getOrDefault(EventHeaders.POSITION, "0")),
                Long.parseLong(headers.getOrDefault(EventHeaders.VERSION, "0")),
                headers.getOrDefault(EventHeaders.EVENT_ID, ""),
                headers.getOrDefault(EventHeaders.EVENT_TYPE, ""),
                headers.getOrDefault(EventHeaders.SCHEMA_VERSION, ""),
                record.value());
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        Header[] all = record.headers().toArray();
        return Arrays.stream(all)
            .filter(it -> it.value() != null)
            .collect(Collectors.toMap(Header::key, it -> new String(it.value(), StandardCharsets.UTF_8),
                    (_, last) -> last));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
