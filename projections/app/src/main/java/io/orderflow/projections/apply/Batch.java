package io.orderflow.projections.apply;

import java.util.List;
import java.util.Map;

/**
 * What one poll brought.
 *
 * @param topicId of the topic that it came from
 * @param partitions of that topic
 * @param expected the checkpoint from which each of its partitions was read
 * @param records those of one partition in the order of their offsets
 * @param nextOffsets by partition, where to go on after it
 */
public record Batch(
        String topicId,
        int partitions,
        Map<Integer, Checkpoint> expected,
        List<KafkaRecord> records,
        Map<Integer, Long> nextOffsets) {
    public Batch {
        expected = Map.copyOf(expected);
        records = List.copyOf(records);
        nextOffsets = Map.copyOf(nextOffsets);
    }
}
