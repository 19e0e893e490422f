package io.orderflow.load.invariants;

import io.orderflow.contract.EventClaim;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.UnprovenRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

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
    void readAll(TopicEqualsLog reader) {
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
            records.forEach(it -> tell(it, partitions.size(), reader));
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > EMPTY_POLLS_MAX) {
                throw new KafkaException("the topic does not yield its records up to " + ends);
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }

    private static void tell(ConsumerRecord<String, String> record, int partitions, TopicEqualsLog reader) {
        switch (EventClaim.read(new Consumed(record), partitions)) {
            case EventClaim.Whole(EventClaim claim) -> reader.observe(
                    new TopicRecord(record.offset(), record.partition(), claim, record.value()));
            case EventClaim.Foreign _ -> reader.observeStranger();
        }
    }

    private record Consumed(ConsumerRecord<String, String> record) implements UnprovenRecord {
        @Override
        public int partition() {
            return record.partition();
        }

        @Override
        public @Nullable String key() {
            return record.key();
        }

        @Override
        public @Nullable String header(String name) {
            Header header = record.headers().lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }

        @Override
        public boolean hasPayload() {
            return record.value() != null;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
