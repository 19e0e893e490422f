package io.orderflow.projections.ordersearch;

import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.OrderStatus;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

record OrderSearchRow(
        String orderId,
        String customerId,
        String channel,
        OrderStatus status,
        String currency,
        long totalMinor,
        int lineCount,
        List<String> skus,
        Instant placedAt,
        Instant updatedAt,
        long version,
        long position,
        @Nullable String traceparent) implements Row {
    static OrderSearchRow placed(OrderPlaced event, Stamp stamp) {
        List<String> skus = event.lines()
            .stream()
            .map(OrderLine::sku)
            .map(it -> it.value())
            .distinct()
            .sorted()
            .toList();
        return new OrderSearchRow(event.orderId().value(), event.customerId().value(), event.channel(),
                OrderStatus.PLACED, event.total().currency(), event.total().amountMinor(), event.lines().size(), skus,
                stamp.occurredAt(), stamp.occurredAt(), stamp.version(), stamp.position(), stamp.traceparent());
    }

    OrderSearchRow moved(OrderStatus to, Stamp stamp) {
        return new OrderSearchRow(orderId, customerId, channel, to, currency, totalMinor, lineCount, skus, placedAt,
                stamp.occurredAt(), stamp.version(), stamp.position(), stamp.traceparent());
    }

    @Override
    public String key() {
        return orderId;
    }
}
