package io.orderflow.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of the gateway.
 *
 * @param connectTimeout to open a connection to an application, 10 ms to 30 s
 * @param answerTimeout from the request to the head of its answer, 10 ms to 5 min; longer than the longest
 *        {@code Prefer: wait}
 * @param idleTimeout pause within the body of an answer after which it is cut off, 100 ms to 10 min; longer than the
 *        heartbeat of event streams
 * @param body largest body of a request, 1 KB to 16 MB
 * @param requestsMax requests under way at once, open event streams included, 1 to 100,000; one more is refused
 * @param retryAfter what a refused caller is told to wait, 1 s to 1 h
 */
@ConfigurationProperties("orderflow.gateway")
record GatewayProperties(
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("1MB") DataSize body,
        @DefaultValue("1000") int requestsMax,
        @DefaultValue("1s") Duration retryAfter) {

    GatewayProperties {
        requireBetween("connect-timeout", connectTimeout, Duration.ofMillis(10), Duration.ofSeconds(30));
        requireBetween("answer-timeout", answerTimeout, Duration.ofMillis(10), Duration.ofMinutes(5));
        requireBetween("idle-timeout", idleTimeout, Duration.ofMillis(100), Duration.ofMinutes(10));
        requireBetween("body", body, DataSize.ofKilobytes(1), DataSize.ofMegabytes(16));
        requireBetween("requests-max", requestsMax, 1, 100_000);
        requireBetween("retry-after", retryAfter, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    private static <T extends Comparable<T>> void requireBetween(String name, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "orderflow.gateway." + name + " is " + value + " and must be from " + min + " to " + max + ".");
        }
    }
}
