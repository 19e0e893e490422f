package io.orderflow.campaign;

import static java.util.Objects.requireNonNull;

import io.orderflow.campaign.oracle.TopicCheck;
import io.orderflow.campaign.oracle.TopicRecord;
import io.orderflow.contract.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in the topic, from the beginning to its present end. */
record Topic(String bootstrapServers, String name) implements TopicCheck.Source {
    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public void read(Consumer<TopicRecord> consumer) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed",
                "enable.auto.commit", false, "max.poll.records", 5_000);
        try (var kafka = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = kafka.partitionsFor(name)
                .stream()
                .map(it -> new TopicPartition(name, it.partition()))
                .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> kafka.position(it) < requireNonNull(ends.get(it)))) {
                kafka.poll(POLL).forEach(record -> consumer.accept(record(record)));
            }
        }
    }

    private static TopicRecord record(ConsumerRecord<byte[], byte[]> record) {
        return new TopicRecord(record.partition(), record.offset(), text(record.key()),
                Long.parseLong(header(record, EventHeaders.VERSION)),
                Long.parseLong(header(record, EventHeaders.POSITION)),
                UUID.fromString(header(record, EventHeaders.EVENT_ID)), header(record, EventHeaders.EVENT_TYPE),
                text(record.value()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(requireNonNull(record.headers().lastHeader(name), name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
