package io.orderflow.command.payment;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the payment provider is and how it is called.
 *
 * @param url base URL, http or https
 * @param connectTimeout 1 ms to 1 min
 * @param callTimeout until the whole answer is there, 1 ms to 1 min; afterwards the outcome of the call is open
 * @param callsMax calls at the same time, 1 to 1,000; eight times as many wait for one, up to 2 s, and are tried again
 *        later
 * @param breaker when calls are held back
 */
@ConfigurationProperties("orderflow.payment")
public record PaymentProperties(
        @DefaultValue("http://127.0.0.1:8084") URI url,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration callTimeout,
        @DefaultValue("64") int callsMax,
        @DefaultValue Breaker breaker) {
    /**
     * @param callsMin unanswered or answered calls before a rate is computed, 1 to 1,000; the rate is over twice as
     *        many
     * @param failurePercent share of unanswered calls that opens the breaker, 1 to 100
     * @param openFor how long calls are held back before some are let through to look, 1 ms to 10 min
     */
    public record Breaker(
            @DefaultValue("10") int callsMin,
            @DefaultValue("50") int failurePercent,
            @DefaultValue("5s") Duration openFor) {
        public Breaker {
            require("breaker.calls-min", callsMin, 1, 1_000);
            require("breaker.failure-percent", failurePercent, 1, 100);
            require("breaker.open-for in ms", openFor.toMillis(), 1, 600_000);
        }
    }

    public PaymentProperties {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("orderflow.payment.url is " + url + "; it must be an http or https URL");
        }
        require("connect-timeout in ms", connectTimeout.toMillis(), 1, 60_000);
        require("call-timeout in ms", callTimeout.toMillis(), 1, 60_000);
        require("calls-max", callsMax, 1, 1_000);
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "orderflow.payment." + name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }
}
