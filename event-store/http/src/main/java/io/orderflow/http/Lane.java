package io.orderflow.http;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limit.window.PercentileSampleWindowFactory;
import com.netflix.concurrency.limits.limiter.LifoBlockingLimiter;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Requests that share a limit and a queue that is bounded in length and time. Thread-safe. */
public final class Lane {
    private static final double PERCENTILE = 0.9;
    private static final double BACKOFF = 0.9;
    private static final int WINDOW_SAMPLES_MAX = 256;
    private static final long WINDOW_MILLIS_MIN = 100;
    private static final long WINDOW_MILLIS_MAX = 500;

    private final String name;
    private final SimpleLimiter<Lane> limiter;
    private final Limiter<Lane> queue;
    private final int queueMax;
    private final AtomicInteger entering = new AtomicInteger();

    private Lane(String name, Limit limit, int queueMax, Duration queueTime, MeterRegistry meters) {
        this.name = name;
        this.queueMax = queueMax;
        this.limiter = SimpleLimiter.newBuilder().named(name).limit(limit).build();
        this.queue = LifoBlockingLimiter.newBuilder(limiter)
            .backlogSize(queueMax)
            .backlogTimeoutMillis(queueTime.toMillis())
            .build();
        Meters.gauge(meters, MeterName.HTTP_LIMIT, "", limiter::getLimit, "lane", name);
        Meters.gauge(meters, MeterName.HTTP_IN_FLIGHT, "", limiter::getInflight, "lane", name);
    }

    /**
     * A lane whose limit follows the latency of its requests; it begins at the upper bound.
     *
     * @param name from a closed set, a tag of its meters
     */
    public static Lane adaptive(String name, LaneSettings settings, MeterRegistry meters) {
        AIMDLimit limit = AIMDLimit.newBuilder()
            .initialLimit(settings.limitMax())
            .minLimit(settings.limitMin())
            .maxLimit(settings.limitMax())
            .backoffRatio(BACKOFF)
            .timeout(settings.latencyTarget().toNanos(), TimeUnit.NANOSECONDS)
            .build();
        WindowedLimit windowed = WindowedLimit.newBuilder()
            .minWindowTime(WINDOW_MILLIS_MIN, TimeUnit.MILLISECONDS)
            .maxWindowTime(WINDOW_MILLIS_MAX, TimeUnit.MILLISECONDS)
            .sampleWindowFactory(PercentileSampleWindowFactory.of(PERCENTILE, WINDOW_SAMPLES_MAX))
            .build(limit);
        return new Lane(name, windowed, settings.queueMax(), settings.queueTime(), meters);
    }

    /** A lane whose requests take as long as their callers wish, so that only their number is bounded. */
    public static Lane fixed(String name, int requestsMax, MeterRegistry meters) {
        return new Lane(name, FixedLimit.of(requestsMax), 0, Duration.ZERO, meters);
    }

    public String name() {
        return name;
    }

    /** Whether a request that came now would be refused at once. */
    public boolean isFull() {
        return limiter.getInflight() >= limiter.getLimit() && entering.get() >= queueMax;
    }

    /** Blocks for the queue's time at most; null when there was no place within it, or the thread was interrupted. */
    public @Nullable Permit enter() {
        entering.incrementAndGet();
        try {
            return queue.acquire(this).map(Permit::new).orElse(null);
        } finally {
            entering.decrementAndGet();
        }
    }

    public int limit() {
        return limiter.getLimit();
    }

    public int inFlight() {
        return limiter.getInflight();
    }

    /** Use of the present limit, 0 to 1. */
    public double saturation() {
        return Math.min(1, (double) limiter.getInflight() / Math.max(1, limiter.getLimit()));
    }
}
