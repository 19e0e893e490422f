package io.orderflow.load.openloop;

import java.util.Locale;
import org.HdrHistogram.AbstractHistogram;

/** Percentiles of a histogram of microseconds, in milliseconds; all 0 when nothing was counted. */
public record Percentiles(long count, double p50, double p95, double p99, double p999, double max) {
    public static Percentiles of(AbstractHistogram micros) {
        return new Percentiles(micros.getTotalCount(), millis(micros, 50), millis(micros, 95), millis(micros, 99),
                millis(micros, 99.9), millis(micros, 100));
    }

    private static double millis(AbstractHistogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    @Override
    public String toString() {
        return count == 0
                ? "none"
                : String.format(Locale.ROOT, "p50 %.1f  p95 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms", p50, p95, p99,
                        p999, max);
    }
}
