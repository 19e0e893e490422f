package io.orderflow.load;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Latencies from the moment at which a request was due to its answer: a request that had to wait for its turn carries
 * the wait, so that a stalled system cannot hide behind requests that were never sent. Safe for any number of threads.
 */
final class Latencies {
    private static final long MICROS_MAX = Duration.ofMinutes(10).toNanos() / 1_000;
    private final Histogram micros = new ConcurrentHistogram(MICROS_MAX, 3);

    void record(Duration latency) {
        micros.recordValue(Math.clamp(latency.toNanos() / 1_000, 0, MICROS_MAX));
    }

    String summary() {
        if (micros.getTotalCount() == 0) {
            return "none";
        }
        return "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s".formatted(millis(50), millis(90), millis(99), millis(99.9),
                millis(100));
    }

    private String millis(double percentile) {
        return String.format(Locale.ROOT, "%.1f ms", micros.getValueAtPercentile(percentile) / 1_000.0);
    }
}
