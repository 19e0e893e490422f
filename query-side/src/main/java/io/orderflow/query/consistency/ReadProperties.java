package io.orderflow.query.consistency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param positionInterval how often at most the positions of the read models are read, 1 ms to 1 s; shorter lets
 *        waiting reads go on earlier and costs statements
 */
@Validated
@ConfigurationProperties("orderflow.read")
record ReadProperties(
        @DefaultValue("10ms") @DurationMin(millis = 1) @DurationMax(seconds = 1) Duration positionInterval) {}
