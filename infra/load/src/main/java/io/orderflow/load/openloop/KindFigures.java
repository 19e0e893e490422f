package io.orderflow.load.openloop;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What is counted of one kind of request. Belongs to the driver's thread while it runs. */
public final class KindFigures {
    private static final long MICROS_MAX = Duration.ofMinutes(10).toNanos() / 1_000;
    private static final int CLASSES = 6;
    private final Histogram all = histogram();
    private final Histogram accepted = histogram();
    private final Histogram refused = histogram();
    private final long[] byStatusClass = new long[CLASSES];
    private final Map<String, Long> failures = new TreeMap<>();

    static Histogram histogram() {
        return new Histogram(MICROS_MAX, 3);
    }

    static void record(Histogram micros, long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 0, MICROS_MAX));
    }

    void count(Attempt attempt, Answer answer) {
        long latencyNanos = answer.atNanos() - attempt.dueNanos();
        record(all, latencyNanos);
        byStatusClass[Math.min(answer.status() / 100, CLASSES - 1)]++;
        if (answer.isAccepted()) {
            record(accepted, latencyNanos);
            return;
        }
        failures.merge(answer.outcome(), 1L, Long::sum);
        if (answer.isRefused()) {
            record(refused, latencyNanos);
        }
    }

    public long requests() {
        return all.getTotalCount();
    }

    public long accepted() {
        return accepted.getTotalCount();
    }

    /** Answered at once that there is no room. */
    public long refused() {
        return refused.getTotalCount();
    }

    /**
     * Of all requests, whatever became of them: one without an answer counts with the time at which it was given up.
     */
    public Percentiles latency() {
        return Percentiles.of(all);
    }

    public Percentiles acceptedLatency() {
        return Percentiles.of(accepted);
    }

    public Percentiles refusedLatency() {
        return Percentiles.of(refused);
    }

    /** By {@code 2xx} and so on; {@code none} is no answer. */
    public Map<String, Long> statusClasses() {
        Map<String, Long> classes = new TreeMap<>();
        for (int hundred = 0; hundred < CLASSES; hundred++) {
            if (byStatusClass[hundred] > 0) {
                classes.put(hundred == 0 ? "none" : hundred + "xx", byStatusClass[hundred]);
            }
        }
        return classes;
    }

    /** What was not 2xx, by status or by why there is none. */
    public Map<String, Long> failures() {
        return Map.copyOf(failures);
    }
}
