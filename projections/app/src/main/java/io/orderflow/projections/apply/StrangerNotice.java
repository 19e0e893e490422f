package io.orderflow.projections.apply;

import io.orderflow.contract.StrangerReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log file of records that are not the log's: at once of the first, then at most once an interval of all that
 * have come since. Used by one thread.
 */
final class StrangerNotice {
    private static final Logger LOG = LoggerFactory.getLogger(StrangerNotice.class);
    static final Duration INTERVAL = Duration.ofSeconds(30);

    private final String projection;
    private final Map<StrangerReason, Integer> untold = new EnumMap<>(StrangerReason.class);
    private final LongSupplier clock;
    private long nextNanos;

    /** @param clock as {@link System#nanoTime} */
    StrangerNotice(String projection, LongSupplier clock) {
        this.projection = projection;
        this.clock = clock;
        this.nextNanos = clock.getAsLong();
    }

    /** Call it after each batch, also one without strangers: it tells what the last one left. */
    void passedOver(List<Stranger> strangers) {
        strangers.forEach(it -> untold.merge(it.reason(), 1, Integer::sum));
        if (!untold.isEmpty() && clock.getAsLong() - nextNanos >= 0) {
            nextNanos = clock.getAsLong() + INTERVAL.toNanos();
            LOG.atWarn()
                .addKeyValue("projection", projection)
                .log("Passed over {} records of the topic that are not the log's: {}",
                        untold.values().stream().mapToInt(Integer::intValue).sum(), untold);
            untold.clear();
        }
    }
}
