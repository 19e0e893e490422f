package io.orderflow.projections;

import io.orderflow.projections.consume.ConsumerSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the projections run.
 *
 * @param pollRecordsMax records of one poll, 1 to 10,000; a batch is one or two polls and one transaction, a larger one
 *        costs memory and saves round trips
 * @param batchInterval shortest time between the beginnings of two batches, 0 ms to 500 ms; longer saves CPU here, in
 *        the database and in the broker while events keep coming, and adds to their lag; an event after a quiet time
 *        does not wait
 * @param pollBytesMax bytes of one fetch, 16,384 to 67,108,864; bounds the memory of each projection
 * @param pollTimeout how long a poll waits for records, 10 ms to 10 s; events end the wait, so it does not add to the
 *        lag
 * @param pollIntervalMax a batch that takes longer loses its partitions to another process, 10 s to 10 min
 * @param backoffMin first pause after a failure that passes, 10 ms to 10 s
 * @param backoffMax longest pause after such failures, {@code backoffMin} to 1 min
 * @param lagMonitorInterval pause between two readings of the lag, 100 ms to 1 min; the age of the lag gauges
 */
@ConfigurationProperties("orderflow.projections")
record ProjectionsProperties(
        @DefaultValue("500") int pollRecordsMax,
        @DefaultValue("4194304") int pollBytesMax,
        @DefaultValue("80ms") Duration batchInterval,
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("1m") Duration pollIntervalMax,
        @DefaultValue("100ms") Duration backoffMin,
        @DefaultValue("5s") Duration backoffMax,
        @DefaultValue("1s") Duration lagMonitorInterval) {
    ProjectionsProperties {
        require("poll-records-max", pollRecordsMax, 1, 10_000);
        require("poll-bytes-max", pollBytesMax, 16_384, 67_108_864);
        require("batch-interval", batchInterval, Duration.ZERO, Duration.ofMillis(500));
        require("poll-timeout", pollTimeout, Duration.ofMillis(10), Duration.ofSeconds(10));
        require("poll-interval-max", pollIntervalMax, Duration.ofSeconds(10), Duration.ofMinutes(10));
        require("backoff-min", backoffMin, Duration.ofMillis(10), Duration.ofSeconds(10));
        require("backoff-max", backoffMax, backoffMin, Duration.ofMinutes(1));
        require("lag-monitor-interval", lagMonitorInterval, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    ConsumerSettings consumerSettings(String bootstrapServers) {
        return new ConsumerSettings(bootstrapServers, pollRecordsMax, pollBytesMax, batchInterval, pollTimeout,
                pollIntervalMax,
                backoffMin, backoffMax);
    }

    private static <T extends Comparable<T>> void require(String name, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "orderflow.projections." + name + " must be between " + min + " and " + max + ", but is " + value);
        }
    }
}
