package io.orderflow.query.ordersearch;

import java.time.Instant;
import java.util.List;

record OrderRow(
        String orderId,
        String customerId,
        String channel,
        String status,
        String currency,
        long totalMinor,
        int lineCount,
        List<String> skus,
        Instant placedAt,
        Instant updatedAt,
        long version) {}
