package io.orderflow.relay;

import static java.util.Objects.requireNonNull;

import io.orderflow.contract.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka itself holds: the truth from which the relay resumes. Used by one thread. */
final class KafkaLog {
    /** Records looked back for the last event of a partition at first; what lies between may be transaction markers. */
    private static final long LOOK_BACK_RECORDS = 16;
    private static final int LOOK_BACK_GROWTH = 16;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_WAIT_MILLIS = 20;
    private static final Duration READ_MAX = Duration.ofSeconds(30);

    private final Map<String, Object> connection;
    private final RelaySettings settings;

    /**
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     */
    KafkaLog(Map<String, Object> connection, RelaySettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /**
     * The last event of each partition of the shard that has one.
     *
     * @param partitions of the topic
     * @param positions by partition
     * @param offsets by partition
     */
    record Published(int partitions, Map<Integer, Long> positions, Map<Integer, Long> offsets) {
        /**
         * Everything up to this position is in Kafka, because transactions hold contiguous positions; 0 for an empty
         * topic.
         */
        long position() {
            return positions.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /**
     * Reads the end of each partition of the shard. Call it after former transactions were fenced, so that none of them
     * can still commit.
     */
    Published published() {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "orderflow-" + settings.task() + "-resume");
        // Closing waits for the fetch in flight, and the topic for this relay.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        Map<Integer, Long> positions = new HashMap<>();
        Map<Integer, Long> offsets = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(settings.topic()).size();
            requireWholeShards(partitions);
            lastRecords(consumer, ownPartitions(partitions)).forEach((partition, last) -> {
                positions.put(partition.partition(), position(last));
                offsets.put(partition.partition(), last.offset());
            });
            return new Published(partitions, positions, offsets);
        }
    }

    private void requireWholeShards(int partitions) {
        if (partitions % settings.shard().count() != 0) {
            throw new KafkaException("topic " + settings.topic() + " has " + partitions + " partitions, which is no"
                    + " multiple of the " + settings.shard().count() + " shards; make a topic that has");
        }
    }

    private List<TopicPartition> ownPartitions(int partitions) {
        return IntStream.range(0, partitions)
            .filter(settings.shard()::owns)
            .mapToObj(partition -> new TopicPartition(settings.topic(), partition))
            .toList();
    }

    /** All partitions at once, since each look costs a round trip. */
    private static Map<TopicPartition, ConsumerRecord<byte[], byte[]>> lastRecords(Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        Map<TopicPartition, Long> from = new HashMap<>(ends);
        for (long back = LOOK_BACK_RECORDS; !from.isEmpty(); back *= LOOK_BACK_GROWTH) {
            from.keySet().removeIf(it -> last.containsKey(it) || offset(from, it) <= offset(begins, it));
            long step = back;
            from.replaceAll((it, _) -> Math.max(offset(begins, it), offset(ends, it) - step));
            read(consumer, from, ends, last);
        }
        return last;
    }

    private static void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends, Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long deadlineNanos = System.nanoTime() + READ_MAX.toNanos();
        while (from.keySet().stream().anyMatch(it -> consumer.position(it) < offset(ends, it))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                last.put(new TopicPartition(record.topic(), record.partition()), record);
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new KafkaException("the ends of " + from.keySet() + " could not be read within " + READ_MAX);
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return requireNonNull(offsets.get(partition));
    }

    private static long position(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(EventHeaders.POSITION);
        if (header == null) {
            throw new KafkaException(
                    "the record at offset " + record.offset() + " of " + record.topic() + "-" + record.partition()
                            + " has no " + EventHeaders.POSITION + " header; the topic is not ours");
        }
        return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }
}
