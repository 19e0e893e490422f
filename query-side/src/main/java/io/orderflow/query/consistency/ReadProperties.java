package io.orderflow.query.consistency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param positionInterval how often at most the positions of the read models are read while a read waits for one, 1 ms
 *        to 1 s; shorter lets waiting reads go on earlier and costs statements
 * @param refreshInterval how often at most they are read beside reads that wait for nothing, 1 ms to 10 s; shorter makes
 *        {@code Read-Position} and {@code Read-Lag-Ms} younger
 * @param ageMax for how long a position is believed without being read again, 1 ms to 1 min; the longest time for which
 *        one that has gone back, by a rebuild or a restored database, is taken for reached
 */
@Validated
@ConfigurationProperties("orderflow.read")
record ReadProperties(
        @DefaultValue("10ms") @DurationMin(millis = 1) @DurationMax(seconds = 1) Duration positionInterval,
        @DefaultValue("100ms") @DurationMin(millis = 1) @DurationMax(seconds = 10) Duration refreshInterval,
        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration ageMax) {}
