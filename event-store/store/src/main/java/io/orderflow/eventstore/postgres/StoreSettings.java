package io.orderflow.eventstore.postgres;

/**
 * Limits of the append path.
 *
 * @param queueAppendsMax appends that may wait, 1 to 1,000,000; beyond it an append is refused at once
 * @param batchAppendsMax appends that share a transaction, 1 to 10,000; more raises throughput and the time that a
 *        batch takes
 * @param batchEventsMax events that share a transaction, except that one append is never split
 */
public record StoreSettings(int queueAppendsMax, int batchAppendsMax, int batchEventsMax) {
    public static final StoreSettings DEFAULT = new StoreSettings(10_000, 1_000, 5_000);

    public StoreSettings {
        require("queueAppendsMax", queueAppendsMax, 1_000_000);
        require("batchAppendsMax", batchAppendsMax, 10_000);
        require("batchEventsMax", batchEventsMax, 100_000);
    }

    private static void require(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be between 1 and " + max);
        }
    }
}
