package io.orderflow.command.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param inFlightMax requests handled at the same time, 1 to 10,000; beyond it the answer is 503, so that a flood costs
 *        memory for this many only
 */
@ConfigurationProperties("orderflow.http")
record HttpProperties(@DefaultValue("512") int inFlightMax) {
    HttpProperties {
        if (inFlightMax < 1 || inFlightMax > 10_000) {
            throw new IllegalArgumentException(
                    "orderflow.http.in-flight-max is " + inFlightMax + "; it must be between 1 and 10,000");
        }
    }
}
