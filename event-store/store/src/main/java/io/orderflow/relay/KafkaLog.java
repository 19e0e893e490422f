package io.orderflow.relay;

import static java.util.Objects.requireNonNull;

import io.orderflow.eventstore.EventStore;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Kafka itself holds: the truth from which the relay resumes. Used by one thread. */
final class KafkaLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLog.class);
    /**
     * Records looked back for the last event of a partition at first; what lies between may be transaction markers or
     * what others have written.
     */
    private static final long LOOK_BACK_RECORDS = 16;
    private static final int LOOK_BACK_GROWTH = 16;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_WAIT_MILLIS = 20;
    private static final Duration READ_MAX = Duration.ofSeconds(30);

    private final Map<String, Object> connection;
    private final RelaySettings settings;
    private final EventStore log;
    private final RelayProgress progress;

    /**
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param log tells its own records from those of others
     * @param progress what the topic is known to have held
     */
    KafkaLog(Map<String, Object> connection, RelaySettings settings, EventStore log, RelayProgress progress) {
        this.connection = connection;
        this.settings = settings;
        this.log = log;
        this.progress = progress;
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
            lastOwn(consumer, ownPartitions(partitions), partitions).forEach((partition, last) -> {
                positions.put(partition.partition(), last.position());
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

    /**
     * All partitions at once, since each look costs a round trip. Looks further back where the log has published more
     * than what it finds: others may have written a copy of an earlier record.
     */
    private Map<TopicPartition, LastOwnRecord.Place> lastOwn(Consumer<byte[], byte[]> consumer,
            List<TopicPartition> own, int partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(own);
        Map<TopicPartition, Long> ends = consumer.endOffsets(own);
        Map<Integer, Long> published = progress.lastPositions();
        Map<TopicPartition, LastOwnRecord.Place> last = new HashMap<>();
        Map<TopicPartition, Long> from = new HashMap<>(ends);
        for (long back = LOOK_BACK_RECORDS; !from.isEmpty(); back *= LOOK_BACK_GROWTH) {
            from.keySet()
                .removeIf(it -> offset(from, it) <= offset(begins, it)
                        || reaches(last.get(it), published.getOrDefault(it.partition(), 0L)));
            long step = back;
            from.replaceAll((it, _) -> Math.max(offset(begins, it), offset(ends, it) - step));
            last.putAll(look(consumer, from, ends, partitions));
        }
        return last;
    }

    private static boolean reaches(LastOwnRecord.@Nullable Place place, long position) {
        return place != null && place.position() >= position;
    }

    private Map<TopicPartition, LastOwnRecord.Place> look(Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends, int partitions) {
        Map<TopicPartition, LastOwnRecord> looks = new HashMap<>();
        from.keySet().forEach(it -> looks.put(it, new LastOwnRecord(log, partitions)));
        read(consumer, from, ends, record -> requireNonNull(
                looks.get(new TopicPartition(record.topic(), record.partition())))
            .look(record));
        Map<TopicPartition, LastOwnRecord.Place> last = new HashMap<>();
        looks.forEach((partition, look) -> {
            LastOwnRecord.Place place = look.place();
            if (place != null) {
                last.put(partition, place);
            }
            if (look.strangers() > 0) {
                LOG.warn("passed over {} records at the end of {} that are not the log's", look.strangers(), partition);
            }
        });
        return last;
    }

    private static void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long deadlineNanos = System.nanoTime() + READ_MAX.toNanos();
        while (from.keySet().stream().anyMatch(it -> consumer.position(it) < offset(ends, it))) {
            consumer.poll(POLL).forEach(reader);
            if (System.nanoTime() > deadlineNanos) {
                throw new KafkaException("the ends of " + from.keySet() + " could not be read within " + READ_MAX);
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return requireNonNull(offsets.get(partition));
    }
}
