package io.orderflow.command.aggregate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the aggregates.
 *
 * @param cached aggregates kept in memory, 0 to 1,000,000; up to 10 kB each: a stock item takes the place of one for
 *        each hundred of its open reservations; 0 reads the stream for every command
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
