package io.orderflow.command.aggregate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the aggregates.
 *
 * @param cached aggregates kept in memory, 0 to 1,000,000; about 1 kB each, and for each at most 100 open reservations
 *        of 100 bytes; 0 reads the stream for every command
 */
@ConfigurationProperties("orderflow.aggregates")
record AggregateProperties(@DefaultValue("10000") int cached) {
    private static final int CACHED_MAX = 1_000_000;

    AggregateProperties {
        if (cached < 0 || cached > CACHED_MAX) {
            throw new IllegalArgumentException(
                    "orderflow.aggregates.cached is " + cached + "; it must be between 0 and "
                            + CACHED_MAX);
        }
    }
}
