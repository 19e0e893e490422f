package io.orderflow.projections.consume;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between repetitions: doubling up to a bound, each shortened at random by up to half. Not thread-safe. */
final class Backoff {
    private final Duration min;
    private final Duration max;
    private Duration next;

    Backoff(Duration min, Duration max) {
        this.min = min;
        this.max = max;
        this.next = min;
    }

    Duration next() {
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(max) < 0 ? doubled : max;
        return Duration.ofNanos((long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    }

    void reset() {
        next = min;
    }
}
