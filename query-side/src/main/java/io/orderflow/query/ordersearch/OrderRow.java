package io.orderflow.query.ordersearch;

import java.util.List;

/**
 * @param placedAt microseconds since the epoch
 * @param updatedAt microseconds since the epoch
 */
record OrderRow(
        String orderId,
        String customerId,
        String channel,
        String status,
        String currency,
        long totalMinor,
        int lineCount,
        List<String> skus,
        long placedAt,
        long updatedAt,
        long version) {}
