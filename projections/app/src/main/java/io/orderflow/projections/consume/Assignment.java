package io.orderflow.projections.consume;

import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.apply.Batch;
import io.orderflow.projections.apply.Checkpoint;
import io.orderflow.projections.apply.Checkpoints;
import io.orderflow.projections.apply.KafkaRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that one consumer owns and where it stands in them. Each time partitions come in, it starts from the
 * checkpoints in the database, after making sure that they fit the topic. Used by the consumer's thread alone.
 */
final class Assignment implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Checkpoints checkpoints;
    private final DataSource dataSource;
    private final java.util.function.Consumer<Set<Integer>> listener;
    private final Map<Integer, Checkpoint> positions = new HashMap<>();
    private String topicId = "";
    private int partitionCount;
    private int changes;

    Assignment(Consumer<byte[], byte[]> consumer, Topics topics, Checkpoints checkpoints, DataSource dataSource,
            java.util.function.Consumer<Set<Integer>> listener) {
        this.consumer = consumer;
        this.topics = topics;
        this.checkpoints = checkpoints;
        this.dataSource = dataSource;
        this.listener = listener;
    }

    /**
     * Makes sure that there is a checkpoint for every partition of the topic and that all belong to it.
     *
     * @throws ProjectionStoppedException when they belong to another topic, or to another log
     */
    static Topic prepare(Topics topics, Checkpoints checkpoints, DataSource dataSource) throws SQLException {
        Topic topic = topics.describe();
        try (Connection connection = dataSource.getConnection()) {
            Map<Integer, Checkpoint> stored = checkpoints.read(connection);
            if (!stored.isEmpty() && stored.size() != topic.partitions()) {
                throw new ProjectionStoppedException("the topic " + EventHeaders.TOPIC + " has " + topic.partitions()
                        + " partitions, the checkpoints are those of " + stored.size()
                        + ": streams may have moved, rebuild the projection");
            }
            stored.values().forEach(it -> requireSameTopic(it, topic));
            requireWithinLog(connection, checkpoints, stored.values());
            checkpoints.create(connection, topic.id(), topic.partitions());
        }
        return topic;
    }

    /** A checkpoint beyond the log would have every event up to there passed over as handled. */
    private static void requireWithinLog(Connection connection, Checkpoints checkpoints,
            Collection<Checkpoint> stored) throws SQLException {
        long position = stored.stream().mapToLong(Checkpoint::position).max().orElse(0);
        if (position > 0 && position > checkpoints.logHead(connection)) {
            throw new ProjectionStoppedException("a checkpoint is at position " + position
                    + ", which the log does not have; rebuild the projection");
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        try {
            start(partitions);
        } catch (SQLException e) {
            throw new CheckpointsAwayException("the checkpoints cannot be read: " + e.getMessage(), e);
        }
        listener.accept(owned());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        changes++;
        partitions.forEach(it -> positions.remove(it.partition()));
        listener.accept(owned());
    }

    /** Goes back to the stored checkpoints of all partitions that have come in. */
    void restart() throws SQLException {
        start(positions.keySet().stream().map(it -> new TopicPartition(EventHeaders.TOPIC, it)).toList());
    }

    private void start(Collection<TopicPartition> partitions) throws SQLException {
        changes++;
        if (partitions.isEmpty()) {
            return;
        }
        Topic topic = prepare(topics, checkpoints, dataSource);
        topicId = topic.id();
        partitionCount = topic.partitions();
        Map<Integer, Checkpoint> stored;
        try (Connection connection = dataSource.getConnection()) {
            stored = checkpoints.read(connection);
        }
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = stored.get(partition.partition());
            if (checkpoint == null) {
                throw new CheckpointsAwayException("no checkpoint for partition " + partition.partition(), null);
            }
            requireWithin(checkpoint, first.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L));
            positions.put(partition.partition(), checkpoint);
            consumer.seek(partition, checkpoint.nextOffset());
        }
    }

    private static void requireSameTopic(Checkpoint checkpoint, Topic topic) {
        if (!checkpoint.topicId().equals(topic.id())) {
            throw new ProjectionStoppedException(
                    "the topic " + EventHeaders.TOPIC + " is not the one that was read: its id is "
                            + topic.id() + ", the checkpoint's " + checkpoint.topicId() + "; rebuild the projection");
        }
    }

    private static void requireWithin(Checkpoint checkpoint, long first, long end) {
        if (checkpoint.nextOffset() < first || checkpoint.nextOffset() > end) {
            throw new ProjectionStoppedException(
                    "partition " + checkpoint.partition() + " holds the offsets from " + first
                            + " to " + end + ", the checkpoint is at " + checkpoint.nextOffset()
                            + ": events are lost, rebuild the projection from the store");
        }
    }

    /** Grows each time that partitions go, come or are set to their checkpoints anew. */
    int changes() {
        return changes;
    }

    Set<Integer> owned() {
        return new TreeSet<>(positions.keySet());
    }

    /**
     * Makes sure that the topic is there and is still the one that is read: a client does not tell.
     *
     * @throws org.apache.kafka.common.KafkaException when broker or topic are away
     * @throws ProjectionStoppedException when it is another topic under the same name
     */
    void check() {
        Topic topic = topics.describe();
        positions.values().forEach(it -> requireSameTopic(it, topic));
    }

    /** @param polled what polls brought one after another, without a change of the partitions between them */
    Batch batch(List<ConsumerRecords<byte[], byte[]>> polled, Instant polledAt) {
        List<KafkaRecord> records = new ArrayList<>();
        Map<Integer, Checkpoint> expected = new HashMap<>();
        Map<Integer, Long> nextOffsets = new HashMap<>();
        for (ConsumerRecords<byte[], byte[]> poll : polled) {
            for (TopicPartition partition : poll.partitions()) {
                poll.records(partition).forEach(it -> records.add(KafkaRecord.of(it, polledAt)));
                nextOffsets.put(partition.partition(), nextOffset(poll, partition));
                Checkpoint position = positions.get(partition.partition());
                if (position != null) {
                    expected.put(partition.partition(), position);
                }
            }
        }
        return new Batch(topicId, partitionCount, expected, records, nextOffsets);
    }

    private static long nextOffset(ConsumerRecords<byte[], byte[]> poll, TopicPartition partition) {
        OffsetAndMetadata next = poll.nextOffsets().get(partition);
        return next == null ? poll.records(partition).getLast().offset() + 1 : next.offset();
    }

    void applied(Map<Integer, Checkpoint> after) {
        positions.putAll(after);
    }

    /** Makes the consumer read the batch again. */
    void again(Batch batch) {
        batch.expected()
            .forEach((partition, checkpoint) -> consumer.seek(new TopicPartition(EventHeaders.TOPIC, partition),
                    checkpoint.nextOffset()));
    }
}
