package io.orderflow.query.http;

import io.orderflow.http.LaneSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many reads are handled at the same time; open event streams are not counted. Whatever is beyond it is answered
 * 503 at once.
 *
 * @param limitMin reads handled at the same time however long they take, 1 to 10,000
 * @param limitMax reads handled at the same time at most, limitMin to 10,000
 * @param latencyTarget 1 ms to 1 min; the limit falls while one of ten reads takes longer, and rises again afterwards
 * @param queueMax reads that may wait for their turn, 0 to 10,000
 * @param queueTime how long each of them waits at most, 0 to 10 s
 * @param waitingMax reads that wait for a position, as Prefer: wait asks, 1 to 10,000; they have a limit of their own,
 *        since they take as long as their callers wish
 */
@Validated
@ConfigurationProperties("orderflow.http")
record HttpLimits(
        @DefaultValue("128") int limitMin,
        @DefaultValue("256") int limitMax,
        @DefaultValue("200ms") Duration latencyTarget,
        @DefaultValue("128") int queueMax,
        @DefaultValue("50ms") Duration queueTime,
        @DefaultValue("256") @Min(1) @Max(10_000) int waitingMax) {
    LaneSettings lane() {
        return new LaneSettings(limitMin, limitMax, latencyTarget, queueMax, queueTime);
    }
}
