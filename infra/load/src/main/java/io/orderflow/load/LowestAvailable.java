package io.orderflow.load;

import java.time.Duration;

/** Watches a SKU while others race for it. */
final class LowestAvailable {
    private static final Duration POLL = Duration.ofMillis(50);
    private long lowest;

    LowestAvailable(long available) {
        lowest = available;
    }

    /** Until the thread is interrupted. */
    void watch(StockClient stock, String sku) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                see(stock.level(sku, 0).available());
                OrderflowClient.pause(POLL);
            }
        } catch (UnavailableException stopped) {
            // The race is over; the last look is taken by whoever interrupted.
        }
    }

    synchronized void see(long available) {
        lowest = Math.min(lowest, available);
    }

    synchronized long seen() {
        return lowest;
    }
}
