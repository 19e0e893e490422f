package io.orderflow.relay;

import static java.util.Objects.requireNonNull;

import io.orderflow.contract.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka itself holds: the truth from which the relay resumes. Used by one thread. */
final class KafkaLog {
    /** Records looked back for the last event of a partition at first; what lies between may be transaction markers. */
    private static final long LOOK_BACK_RECORDS = 16;
    private static final int LOOK_BACK_GROWTH = 16;
    private static final Duration POLL = Duration.ofMillis(200);
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

    /** Creates the topic when it is missing. Records are kept for ever: the topic is a source for rebuilds. */
    void createTopic() {
        try (Admin admin = Admin.create(connection)) {
            NewTopic topic = new NewTopic(settings.topic(), settings.partitions(), settings.replicationFactor())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE));
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + settings.topic(), failure.getCause());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while creating topic " + settings.topic(), stop);
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
        Map<Integer, Long> positions = new HashMap<>();
        Map<Integer, Long> offsets = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(settings.topic()).size();
            requireWholeShards(partitions);
            for (TopicPartition partition : ownPartitions(partitions)) {
                lastRecord(consumer, partition).ifPresent(last -> {
                    positions.put(partition.partition(), position(last));
                    offsets.put(partition.partition(), last.offset());
                });
            }
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

    private static Optional<ConsumerRecord<byte[], byte[]>> lastRecord(Consumer<byte[], byte[]> consumer,
            TopicPartition partition) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long begin = requireNonNull(consumer.beginningOffsets(one).get(partition));
        long end = requireNonNull(consumer.endOffsets(one).get(partition));
        Optional<ConsumerRecord<byte[], byte[]>> last = Optional.empty();
        for (long back = LOOK_BACK_RECORDS; last.isEmpty() && end > begin; back *= LOOK_BACK_GROWTH) {
            long from = Math.max(begin, end - back);
            last = lastRecord(consumer, partition, from, end);
            if (from == begin) {
                break;
            }
        }
        return last;
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> lastRecord(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long end) {
        consumer.seek(partition, from);
        long deadlineNanos = System.nanoTime() + READ_MAX.toNanos();
        Optional<ConsumerRecord<byte[], byte[]>> last = Optional.empty();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                last = Optional.of(record);
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new KafkaException("the end of " + partition + " could not be read within " + READ_MAX);
            }
        }
        return last;
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
