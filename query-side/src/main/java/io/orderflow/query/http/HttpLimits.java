package io.orderflow.query.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param inFlightMax requests handled at the same time, 1 to 10,000, open event streams not counted; beyond it the
 *        answer is 503, so that a flood of reads costs memory for this many only
 */
@Validated
@ConfigurationProperties("orderflow.http")
record HttpLimits(@DefaultValue("256") @Min(1) @Max(10_000) int inFlightMax) {}
