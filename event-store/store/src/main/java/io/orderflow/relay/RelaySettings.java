package io.orderflow.relay;

import io.orderflow.eventstore.Shard;
import java.time.Duration;

/**
 * How the relay runs.
 *
 * @param shard which log it publishes; its partitions are those whose number leaves the shard's index as a remainder
 * @param topic created when it is missing
 * @param partitions of a topic created here, 1 to 24, a multiple of the shards; never changed later, since it decides
 *        where a key goes
 * @param replicationFactor of a topic created here, 1 to 9; the number of brokers limits it
 * @param batchEventsMax events in one Kafka transaction, 1 to 10,000; the relay holds a handful of such batches
 * @param pollInterval pause after an empty read when no append of this process wakes the relay, 1 ms to 10 s; shorter
 *        lowers the lag of other processes' appends and costs idle queries
 * @param lease how long a leader that has died is waited for, 1 s to 5 min
 * @param retryPause pause after a failure, 10 ms to 60 s
 * @param foreignTransactionMax how long another producer's transaction may be open in the topic before it is aborted, 1
 *        s to 15 min; while it is open, what is published behind it is visible to nobody
 */
public record RelaySettings(
        Shard shard,
        String topic,
        int partitions,
        short replicationFactor,
        int batchEventsMax,
        Duration pollInterval,
        Duration lease,
        Duration retryPause,
        Duration foreignTransactionMax) {
    public RelaySettings {
        require("partitions", partitions, 1, 24);
        if (partitions % shard.count() != 0) {
            throw new IllegalArgumentException(
                    "partitions is " + partitions + "; it must be a multiple of the " + shard.count() + " shards");
        }
        require("replicationFactor", replicationFactor, 1, 9);
        require("batchEventsMax", batchEventsMax, 1, 10_000);
        require("pollInterval", pollInterval, Duration.ofMillis(1), Duration.ofSeconds(10));
        require("lease", lease, Duration.ofSeconds(1), Duration.ofMinutes(5));
        require("retryPause", retryPause, Duration.ofMillis(10), Duration.ofSeconds(60));
        require("foreignTransactionMax", foreignTransactionMax, Duration.ofSeconds(1), Duration.ofMinutes(15));
    }

    /** Names the lease, the threads and the transactions of this relay. */
    String task() {
        return "relay-" + shard.index();
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }

    private static void require(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }
}
