package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.fold.StreamTable;
import io.orderflow.projections.stocklevels.StockLevels;
import io.orderflow.projections.testing.Log;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowMemoryTest {
    @Test
    void theRowsThatWereUsedLastAreKept() {
        assertThat(keptOfTooMany(new StockLevelsMemory())).containsExactly(RowMemory.ROWS_MAX, 1, 0);
    }

    @Test
    void aPartitionIsForgottenWithoutTheOthers() {
        var memory = new StockLevelsMemory();
        memory.keep("a", 1);
        memory.keep("b", 2);

        memory.rows.forget(Set.of(1));

        assertThat(memory.has("a")).isZero();
        assertThat(memory.has("b")).isEqualTo(1);
    }

    private static int[] keptOfTooMany(StockLevelsMemory memory) {
        memory.keep("first", 0);
        memory.keep("second", 0);
        for (int i = 2; i < RowMemory.ROWS_MAX; i++) {
            memory.keep("S" + i, 0);
        }
        int used = memory.has("first");
        memory.keep("last", 0);
        return new int[]{memory.rows.size(), used & memory.has("first"), memory.has("second")};
    }

    /** The table's rows are its package's own. */
    private static final class StockLevelsMemory {
        private final RowMemory<?> rows = new RowMemory<>(StockLevels.projection().tables().getFirst());

        void keep(String sku, int partition) {
            keep(rows, sku, partition);
        }

        int has(String sku) {
            return rows.get(sku) == null ? 0 : 1;
        }

        private static <R extends Row> void keep(RowMemory<R> rows, String sku, int partition) {
            StreamTable<R> table = rows.table();
            var event = new StockReceived(new Sku(sku), 1, Log.NOON);
            rows.keep(Map.of(sku, new RowMemory.Kept<>(partition,
                    table.fold(null, event, new Stamp(1, 1, Log.NOON, null)))));
        }
    }
}
