package io.orderflow.query.orderstream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param subscribersMax open streams, 1 to 10,000; each costs a connection and a virtual thread; beyond it the answer
 *        is 503
 * @param heartbeat longest pause of a silent stream before it sends a comment, 100 ms to 1 min; at least half of it, by
 *        chance; a client that went away is counted for two of them at most
 * @param ageMax after this a stream ends and its client comes back with Last-Event-ID, 1 s to 1 day; spreads clients
 *        over the instances anew
 * @param tailInterval pause between two looks at the end of the log while there are subscribers, 1 ms to 10 s; shorter
 *        delivers earlier and costs one statement each
 */
@Validated
@ConfigurationProperties("orderflow.stream")
record StreamProperties(
        @DefaultValue("256") @Min(1) @Max(10_000) int subscribersMax,
        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration heartbeat,
        @DefaultValue("30m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration ageMax,
        @DefaultValue("50ms") @DurationMin(millis = 1) @DurationMax(seconds = 10) Duration tailInterval) {}
