package io.orderflow.command.backlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long an event that is appended now will wait for the process manager: the events before it, by the rate at which
 * they were taken up of late. The age of the oldest one tells the same, but as late as it is long, and who acts on it
 * swings. One thread tells, any thread asks.
 */
final class ExpectedWait {
    /** So many are no backlog, but what is on its way at a high rate, or a burst. */
    static final int EVENTS_MIN = 512;
    /** The rate is that of the last two seconds at ten readings a second. */
    private static final int READINGS_MAX = 20;
    /** Fewer tell nothing about a rate. */
    private static final int READINGS_MIN = 5;
    private static final double EVENTS_PER_SECOND_MIN = 1;

    private record Step(long events, double seconds) {}

    private final Deque<Step> steps = new ArrayDeque<>(READINGS_MAX);
    private volatile Duration wait = Duration.ZERO;

    /**
     * @param takenUp events since the reading before
     * @param waiting events that were not taken up yet
     * @param seconds since the reading before, more than 0
     */
    void read(long takenUp, long waiting, double seconds) {
        if (waiting < EVENTS_MIN) {
            // Whoever has no backlog takes up what comes; that says nothing about what could be taken up.
            unknown();
            return;
        }
        if (steps.size() == READINGS_MAX) {
            steps.removeFirst();
        }
        steps.addLast(new Step(takenUp, seconds));
        if (steps.size() >= READINGS_MIN) {
            wait = Duration.ofNanos((long) (waiting / Math.max(perSecond(), EVENTS_PER_SECOND_MIN) * 1e9));
        }
    }

    private double perSecond() {
        long events = 0;
        double seconds = 0;
        for (Step step : steps) {
            events += step.events();
            seconds += step.seconds();
        }
        return events / seconds;
    }

    void unknown() {
        steps.clear();
        wait = Duration.ZERO;
    }

    Duration get() {
        return wait;
    }
}
