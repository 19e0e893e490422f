package io.orderflow.projections.stocklevels;

import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record StockLevelRow(
        String sku,
        long onHand,
        long reserved,
        Instant updatedAt,
        long version,
        long position,
        @Nullable String traceparent) implements Row {
    static StockLevelRow of(String sku, long onHand, long reserved, Stamp stamp) {
        return new StockLevelRow(sku, onHand, reserved, stamp.occurredAt(), stamp.version(), stamp.position(),
                stamp.traceparent());
    }

    @Override
    public String key() {
        return sku;
    }
}
