package io.orderflow.worker;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How a worker works.
 *
 * @param name of the worker and its thread, unique within a {@link Workers} and from a closed set: it tags meters
 * @param stalledAfter how long one step may take, or one part of it up to a {@link Worker#beat}; from 1 s
 * @param pauseMin pause after a first failure, from 1 ms; it doubles with each further one in a row
 * @param pauseMax longest pause after a failure, from {@code pauseMin}
 * @param stopMax how long {@link Worker#close} lets the step at hand go on before it interrupts, from 0
 * @param ends the failures after which there is no use in another step; they end the worker
 * @param afterFailure is called on the worker's thread after each failure, before the pause, and at its end: puts away
 *        what a step may have left; what is called twice has nothing left to do
 */
public record WorkerSettings(
        String name,
        Duration stalledAfter,
        Duration pauseMin,
        Duration pauseMax,
        Duration stopMax,
        Predicate<Throwable> ends,
        Runnable afterFailure) {
    public WorkerSettings {
        require(name, "stalledAfter", stalledAfter, Duration.ofSeconds(1));
        require(name, "pauseMin", pauseMin, Duration.ofMillis(1));
        require(name, "pauseMax", pauseMax, pauseMin);
        require(name, "stopMax", stopMax, Duration.ZERO);
    }

    /** Repeats whatever fails, after 100 ms to 5 s; a step may take a minute and has 10 s to end. */
    public static WorkerSettings named(String name) {
        return new WorkerSettings(name, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(5),
                Duration.ofSeconds(10), _ -> false, () -> {
                });
    }

    public WorkerSettings stalledAfter(Duration most) {
        return new WorkerSettings(name, most, pauseMin, pauseMax, stopMax, ends, afterFailure);
    }

    public WorkerSettings pausing(Duration min, Duration max) {
        return new WorkerSettings(name, stalledAfter, min, max, stopMax, ends, afterFailure);
    }

    public WorkerSettings stoppingWithin(Duration most) {
        return new WorkerSettings(name, stalledAfter, pauseMin, pauseMax, most, ends, afterFailure);
    }

    public WorkerSettings endedBy(Predicate<Throwable> failures) {
        return new WorkerSettings(name, stalledAfter, pauseMin, pauseMax, stopMax, failures, afterFailure);
    }

    public WorkerSettings afterFailure(Runnable cleaning) {
        return new WorkerSettings(name, stalledAfter, pauseMin, pauseMax, stopMax, ends, cleaning);
    }

    private static void require(String worker, String name, Duration value, Duration min) {
        if (value.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    name + " of worker " + worker + " is " + value + "; it must be at least " + min);
        }
    }
}
