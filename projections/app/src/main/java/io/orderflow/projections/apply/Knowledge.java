package io.orderflow.projections.apply;

import io.orderflow.projections.fold.Projection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the last commits left in the database, so that the next batch need not ask. It holds for a partition as long as
 * nobody else has moved its checkpoint since, and that is what the compare-and-set in the next batch's own transaction
 * proves: knowledge that was wrong is never committed. Streams that are parked are the exception, as a retry releases
 * them without the partition: the database is asked about them each time, and their rows are not kept. Used by one
 * thread.
 */
final class Knowledge {
    /** Above this the database is asked about every stream. */
    static final int PARKED_MAX = 10_000;

    private final List<RowMemory<?>> tables;
    private final Map<Integer, Checkpoint> left = new HashMap<>();
    private final Set<String> parked = new HashSet<>();
    private boolean parkedKnown;
    private boolean firstVersionsAreNew = true;

    Knowledge(Projection projection) {
        this.tables = projection.tables().stream().<RowMemory<?>>map(RowMemory::new).toList();
    }

    List<RowMemory<?>> tables() {
        return tables;
    }

    /** Forgets the partitions that others have moved on, or that came in. */
    void expect(Batch batch) {
        Set<Integer> moved = batch.nextOffsets()
            .keySet()
            .stream()
            .filter(it -> !left.containsKey(it) || !left.get(it).equals(batch.expected().get(it)))
            .collect(Collectors.toSet());
        if (!moved.isEmpty()) {
            left.keySet().removeAll(moved);
            tables.forEach(it -> it.forget(moved));
            parkedKnown = false;
        }
    }

    void forgetAll() {
        left.clear();
        tables.forEach(RowMemory::forgetAll);
        parkedKnown = false;
    }

    /** Whether a stream of this partition has no row before its first event. */
    boolean firstVersionIsNew(int partition) {
        return firstVersionsAreNew && left.containsKey(partition);
    }

    /** Rows were there that should not have been: from now on the database is asked about every stream's beginning. */
    void firstVersionWasThere() {
        firstVersionsAreNew = false;
    }

    boolean parkedIsKnown() {
        return parkedKnown;
    }

    /** @param all parked streams of the projection, or more than {@value #PARKED_MAX} of them */
    void parkedAre(Collection<String> all) {
        parked.clear();
        parked.addAll(all);
        parkedKnown = true;
    }

    boolean mayBeParked(String streamId) {
        return parked.size() > PARKED_MAX || parked.contains(streamId);
    }

    /**
     * @param nowParked streams of the batch that are parked
     * @param released streams of the batch that were parked and no longer are
     */
    void committed(Map<Integer, Checkpoint> checkpoints, Set<String> nowParked, Set<String> released) {
        left.putAll(checkpoints);
        if (parked.size() <= PARKED_MAX) {
            parked.removeAll(released);
            parked.addAll(nowParked);
        }
        nowParked.stream().map(TableFold::keyOf).forEach(key -> tables.forEach(it -> it.forget(key)));
    }
}
