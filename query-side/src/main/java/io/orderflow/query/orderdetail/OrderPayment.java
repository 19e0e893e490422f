package io.orderflow.query.orderdetail;

import io.orderflow.contract.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order, with a version of its own.
 *
 * @param detail why it was declined; null otherwise
 */
record OrderPayment(
        String id,
        String orderId,
        String status,
        long version,
        Money amount,
        Money captured,
        Money refunded,
        @Nullable String authorisation,
        @Nullable String detail,
        Instant updatedAt) {}
