package io.orderflow.projections.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far a batch takes each of its partitions. Only events of the log move a position and are counted. */
final class Advances {
    private final Batch batch;
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Map<Integer, Integer> handled = new HashMap<>();

    Advances(Batch batch) {
        this.batch = batch;
        batch.expected().forEach((partition, checkpoint) -> positions.put(partition, checkpoint.position()));
    }

    /** Takes in an event of the log; false when its position was handled before. */
    boolean handle(int partition, long position) {
        if (position <= position(partition)) {
            return false;
        }
        positions.put(partition, position);
        handled.merge(partition, 1, Integer::sum);
        return true;
    }

    List<Checkpoints.Advance> moves() {
        return batch.nextOffsets()
            .entrySet()
            .stream()
            .map(it -> new Checkpoints.Advance(it.getKey(), expectedOffset(it.getKey()), it.getValue(),
                    position(it.getKey()), handled.getOrDefault(it.getKey(), 0)))
            .toList();
    }

    /** The checkpoints after it. */
    Map<Integer, Checkpoint> checkpoints() {
        Map<Integer, Checkpoint> after = new HashMap<>();
        batch.nextOffsets()
            .forEach((partition, offset) -> after.put(partition,
                    new Checkpoint(partition, batch.topicId(), offset, position(partition))));
        return after;
    }

    private long position(int partition) {
        return positions.getOrDefault(partition, 0L);
    }

    private long expectedOffset(int partition) {
        return Objects.requireNonNull(batch.expected().get(partition)).nextOffset();
    }
}
