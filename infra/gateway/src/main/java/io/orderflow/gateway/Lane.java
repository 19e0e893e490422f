package io.orderflow.gateway;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limit.window.PercentileSampleWindowFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that share a limit, which follows the 90th percentile of their latency in windows of 100 to 500 ms and of
 * ten requests at least, and a throttle, which refuses what the application would refuse. Shared by all event loops;
 * nobody ever waits here.
 */
final class Lane {
    private static final double PERCENTILE = 0.9;
    private static final int WINDOW_SAMPLES_MAX = 1_024;
    private static final long WINDOW_MILLIS_MIN = 100;
    private static final long WINDOW_MILLIS_MAX = 500;

    private final Limit limit;
    private final Throttle throttle;
    private final Counter full;
    private final Counter throttled;
    private final LongSupplier nanoTime;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** @param name from a closed set, a tag of its meters */
    Lane(String name, SteppedLimit stepped, Throttle throttle, MeterRegistry meters, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.throttle = throttle;
        this.limit = WindowedLimit.newBuilder()
            .minWindowTime(WINDOW_MILLIS_MIN, TimeUnit.MILLISECONDS)
            .maxWindowTime(WINDOW_MILLIS_MAX, TimeUnit.MILLISECONDS)
            .sampleWindowFactory(PercentileSampleWindowFactory.of(PERCENTILE, WINDOW_SAMPLES_MAX))
            .build(stepped);
        Meters.gauge(meters, MeterName.HTTP_LIMIT, "", limit::getLimit, "lane", name);
        Meters.gauge(meters, MeterName.HTTP_IN_FLIGHT, "", inFlight::get, "lane", name);
        this.full = Meters.counter(meters, MeterName.HTTP_REFUSED, "lane", name, "reason", "limit");
        this.throttled = Meters.counter(meters, MeterName.HTTP_REFUSED, "lane", name, "reason", "throttle");
    }

    /** Whether the application would refuse this request, as it refused others. */
    boolean throttles() {
        boolean refuses = throttle.refuses();
        if (refuses) {
            throttled.increment();
        }
        return refuses;
    }

    /** Null when there is no place. */
    @Nullable
    Place tryEnter() {
        int entered = inFlight.incrementAndGet();
        if (entered > limit.getLimit()) {
            inFlight.decrementAndGet();
            full.increment();
            return null;
        }
        return new Place(this, entered, nanoTime);
    }

    int limit() {
        return limit.getLimit();
    }

    /** Whether the application took what was let on, or refused it because of overload. */
    void decided(boolean accepted) {
        throttle.decided(accepted);
    }

    void left() {
        inFlight.decrementAndGet();
    }

    /** @param entered requests in flight when this one came, itself included */
    void learn(long latencyNanos, int entered) {
        limit.onSample(nanoTime.getAsLong() - latencyNanos, latencyNanos, entered, false);
    }

    /** Use of the present limit, 0 to 1. */
    double saturation() {
        return Math.min(1, (double) inFlight.get() / Math.max(1, limit.getLimit()));
    }
}
