package io.orderflow.gateway;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A limit that falls by a tenth for each window that was too slow, and rises for each other one in which at least half
 * of it was used. It rises by one, and by one more for every fourth such window in a row, up to eight: from the
 * smallest limit to the largest by default it takes 30 windows, 3 s where each has its shortest 100 ms, while one at a
 * time would take 13 s; and near the limit that the latency allows, where few windows lie between two falls, it still
 * rises by one or two.
 */
final class SteppedLimit implements Limit {
    private static final double BACKOFF = 0.9;
    private static final int WINDOWS_PER_STEP = 4;
    private static final int STEP_MAX = 8;

    private final AIMDLimit limit;
    private final long targetNanos;
    private int calmWindows;

    SteppedLimit(LimitSettings settings, Duration target) {
        this.targetNanos = target.toNanos();
        this.limit = AIMDLimit.newBuilder()
            .initialLimit(settings.initial())
            .minLimit(settings.min())
            .maxLimit(settings.max())
            .backoffRatio(BACKOFF)
            .timeout(targetNanos, TimeUnit.NANOSECONDS)
            .build();
    }

    @Override
    public int getLimit() {
        return limit.getLimit();
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {
        limit.notifyOnChange(consumer);
    }

    /** One window; whoever calls makes sure that there is one at a time. */
    @Override
    public void onSample(long startNanos, long latencyNanos, int inFlight, boolean didDrop) {
        int steps = 1;
        if (latencyNanos > targetNanos) {
            calmWindows = 0;
        } else if (inFlight * 2 >= limit.getLimit()) {
            calmWindows++;
            steps = Math.min(STEP_MAX, 1 + calmWindows / WINDOWS_PER_STEP);
        }
        for (int i = 0; i < steps; i++) {
            limit.onSample(startNanos, latencyNanos, inFlight, didDrop);
        }
    }
}
