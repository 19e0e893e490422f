package io.orderflow.projections.fold;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every row takes over from the last event folded into it.
 *
 * @param occurredAt the business's time, cut to the microseconds that a column holds
 */
public record Stamp(long version, long position, Instant occurredAt, @Nullable String traceparent) {
    public Stamp {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }
}
