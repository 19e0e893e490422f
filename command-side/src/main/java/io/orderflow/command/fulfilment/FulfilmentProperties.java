package io.orderflow.command.fulfilment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the process manager.
 *
 * @param enabled false leaves every order as it was placed; for a process that only takes commands
 * @param batchEventsMax events read and reacted to before the checkpoint moves, 1 to 10,000
 * @param pollInterval pause after an empty read when nothing woke the reader, 1 ms to 10 s; shorter costs idle queries
 * @param gather shortest time between the beginnings of two turns while there is something to do, 0 to 1 s; what comes
 *        after a quiet time never waits
 * @param instancesMax instances kept in memory, 10,000 to 1,000,000; about 1 kB each
 * @param lease how long a leader that has died is waited for, 1 s to 5 min
 * @param dueInterval pause between two looks for instances that are due, 10 ms to 1 min
 * @param payment how hard the provider is tried
 */
@ConfigurationProperties("orderflow.fulfilment")
record FulfilmentProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500") int batchEventsMax,
        @DefaultValue("20ms") Duration pollInterval,
        @DefaultValue("20ms") Duration gather,
        @DefaultValue("20000") int instancesMax,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("500ms") Duration dueInterval,
        @DefaultValue Payment payment) {
    /**
     * @param triesMax unanswered calls before a payment times out, 1 to 10
     * @param backoff pause after the first unanswered call, doubled after each further one
     * @param deadline after which a payment times out in any case
     * @param voidTriesMax unanswered calls before giving money back counts as failed and waits for an operator
     */
    record Payment(
            @DefaultValue("3") int triesMax,
            @DefaultValue("2s") Duration backoff,
            @DefaultValue("60s") Duration deadline,
            @DefaultValue("10") int voidTriesMax) {
        PaymentPolicy policy() {
            return new PaymentPolicy(triesMax, backoff, deadline, voidTriesMax);
        }
    }

    FulfilmentProperties {
        require("batch-events-max", batchEventsMax, 1, 10_000);
        require("gather in ms", gather.toMillis(), 0, 1_000);
        require("instances-max", instancesMax, 10_000, 1_000_000);
        require("poll-interval in ms", pollInterval.toMillis(), 1, 10_000);
        require("lease in ms", lease.toMillis(), 1_000, 300_000);
        require("due-interval in ms", dueInterval.toMillis(), 10, 60_000);
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("orderflow.fulfilment." + name + " is " + value + "; it must be between "
                    + min + " and " + max);
        }
    }
}
