package io.orderflow.projections.apply;

import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.StreamTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one table as they were last committed here, those that were used last. */
final class RowMemory<R extends Row> {
    static final int ROWS_MAX = 2_048;

    /** @param partition from which the row's stream comes */
    record Kept<R>(int partition, R row) {}

    private final StreamTable<R> table;
    private final LinkedHashMap<String, Kept<R>> rows = new LinkedHashMap<>(16, 0.75f, true);

    RowMemory(StreamTable<R> table) {
        this.table = table;
    }

    StreamTable<R> table() {
        return table;
    }

    @Nullable
    R get(String key) {
        Kept<R> kept = rows.get(key);
        return kept == null ? null : kept.row;
    }

    void keep(Map<String, Kept<R>> committed) {
        rows.putAll(committed);
        while (rows.size() > ROWS_MAX) {
            rows.pollFirstEntry();
        }
    }

    void forget(String key) {
        rows.remove(key);
    }

    void forget(Set<Integer> partitions) {
        rows.values().removeIf(it -> partitions.contains(it.partition));
    }

    void forgetAll() {
        rows.clear();
    }

    int size() {
        return rows.size();
    }
}
