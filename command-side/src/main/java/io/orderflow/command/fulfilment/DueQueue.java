package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are due, each at most once. It only makes things faster: what does not fit is found in the database at
 * the next look.
 */
final class DueQueue {
    static final int ORDERS_MAX = 10_000;

    private final BlockingQueue<OrderId> queue = new LinkedBlockingQueue<>(ORDERS_MAX);
    private final Set<OrderId> known = ConcurrentHashMap.newKeySet();

    void offer(OrderId order) {
        if (known.add(order) && !queue.offer(order)) {
            known.remove(order);
        }
    }

    /** Blocks until there is one, or for the given time; then null. Once taken, an order can be offered again. */
    @Nullable
    OrderId poll(Duration longest) throws InterruptedException {
        OrderId order = queue.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (order != null) {
            known.remove(order);
        }
        return order;
    }

    int free() {
        return queue.remainingCapacity();
    }
}
