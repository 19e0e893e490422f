package io.orderflow.load;

import io.orderflow.load.openloop.Answer;
import io.orderflow.load.openloop.Attempt;
import io.orderflow.load.openloop.Percentiles;
import io.orderflow.load.openloop.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Looks at the calls that begin after a moment, second by second: from when is the level of service kept again? Belongs
 * to the driver's thread.
 */
final class SecondBySecond implements Recorder {
    static final int SECONDS_MAX = 3_600;
    /** Good seconds in a row that make the level count as kept. */
    static final int GOOD_IN_A_ROW = 3;
    private static final long NANOS = 1_000_000_000L;
    private final Demand demand;
    private final long afterNanos;
    private final List<Second> seconds = new ArrayList<>();
    private long startNanos;
    private boolean started;

    private static final class Second {
        private final Histogram micros = new Histogram(2);
        private long failed;
    }

    /**
     * @param afterNanos from the first call of the run to the moment
     */
    SecondBySecond(Demand demand, long afterNanos) {
        this.demand = demand;
        this.afterNanos = afterNanos;
    }

    /** Sets the moment from which the run counts; without it the first attempt's due time does. */
    void startsAt(long nanos) {
        startNanos = nanos;
        started = true;
    }

    @Override
    public void ended(Attempt attempt, Answer answer, boolean last) {
        if (!started) {
            startsAt(attempt.firstDueNanos());
        }
        long since = attempt.firstDueNanos() - startNanos - afterNanos;
        if (since < 0 || since / NANOS >= SECONDS_MAX || attempt.number() > 1) {
            return;
        }
        int index = (int) (since / NANOS);
        while (seconds.size() <= index) {
            seconds.add(new Second());
        }
        Second second = seconds.get(index);
        second.micros.recordValue(Math.max(answer.atNanos() - attempt.dueNanos(), 0) / 1_000);
        if (!answer.isAccepted()) {
            second.failed++;
        }
    }

    /** Seconds from the moment until the level was kept for {@link #GOOD_IN_A_ROW} seconds; -1 when it never was. */
    int secondsUntilKept() {
        int good = 0;
        for (int index = 0; index < seconds.size(); index++) {
            good = isGood(seconds.get(index)) ? good + 1 : 0;
            if (good == GOOD_IN_A_ROW) {
                return index + 1 - GOOD_IN_A_ROW;
            }
        }
        return -1;
    }

    /** Seconds in which the level was not kept. */
    long badSeconds() {
        return seconds.stream().filter(it -> !isGood(it)).count();
    }

    private boolean isGood(Second second) {
        Percentiles latency = Percentiles.of(second.micros);
        return second.failed == 0 && demand.keeps(latency.p95(), latency.p99());
    }
}
