package io.orderflow.http;

import java.time.Duration;

/**
 * How many requests of a lane are handled at the same time. The limit moves between its bounds: it falls by a tenth for
 * each window of at least 100 ms in which one of ten requests took longer than the target, and rises by one for each
 * other window in which it was needed.
 *
 * @param limitMin 1 to 10,000; work goes on with this many however long they take
 * @param limitMax {@code limitMin} to 10,000
 * @param latencyTarget 1 ms to 1 min, from a request's admission to its answer
 * @param queueMax requests that may wait for a place, 0 to 10,000; one more is refused at once
 * @param queueTime how long each of them waits at most, 0 to 10 s; the last to come is the first to be taken, so that
 *        those are given up who have waited for long already
 */
public record LaneSettings(int limitMin, int limitMax, Duration latencyTarget, int queueMax, Duration queueTime) {
    static final int REQUESTS_MAX = 10_000;

    public LaneSettings {
        requireRange("limit-min", limitMin, 1, REQUESTS_MAX);
        requireRange("limit-max", limitMax, limitMin, REQUESTS_MAX);
        requireRange("queue-max", queueMax, 0, REQUESTS_MAX);
        requireRange("latency-target in milliseconds", latencyTarget.toMillis(), 1, 60_000);
        requireRange("queue-time in milliseconds", queueTime.toMillis(), 0, 10_000);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "orderflow.http." + name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }
}
