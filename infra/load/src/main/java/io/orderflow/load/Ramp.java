package io.orderflow.load;

import io.orderflow.load.openloop.RetryPolicy;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for the highest rate at which the system keeps its level of service. */
final class Ramp {
    static final double GROWTH = 1.25;
    private static final int REFINEMENTS = 2;
    private static final int TRIES = 2;
    private static final int STEPS_DOWN_MAX = 10;
    private static final int STEPS_UP_MAX = 30;

    /**
     * One rate that was tried.
     *
     * @param broken what was not kept; empty when all was
     */
    record Step(double ratePerSecond, boolean kept, String broken) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f/s %s", ratePerSecond, kept ? "kept" : "broken: " + broken);
        }
    }

    private final LoadSession session;
    private final Demand demand;
    private final Duration step;
    private final PrintWriter log;
    private final List<Step> steps = new ArrayList<>();

    /**
     * @param log is told of each step when it has been taken
     */
    Ramp(LoadSession session, Demand demand, Duration step, PrintWriter log) {
        this.session = session;
        this.demand = demand;
        this.step = step;
        this.log = log;
    }

    /**
     * Requests per second; 0 when not even low rates are kept.
     */
    double highest(double firstRate) {
        return highest(firstRate, DriverOptions.RATE_MAX, this::keeps);
    }

    /**
     * Goes up in steps until a rate fails twice, which one hiccup does not make it do; then looks between the last two
     * rates.
     */
    static double highest(double firstRate, double rateMax, DoublePredicate keeps) {
        DoublePredicate twice = rate -> IntStream.range(0, TRIES).anyMatch(_ -> keeps.test(rate));
        double kept = firstRate;
        double broken = 0;
        for (int step = 0; !twice.test(kept); step++) {
            if (step == STEPS_DOWN_MAX) {
                return 0;
            }
            broken = kept;
            kept /= GROWTH;
        }
        for (int step = 0; broken == 0 && kept < rateMax && step < STEPS_UP_MAX; step++) {
            double next = Math.min(kept * GROWTH, rateMax);
            if (twice.test(next)) {
                kept = next;
            } else {
                broken = next;
            }
        }
        return broken == 0 ? kept : between(kept, broken, keeps);
    }

    private static double between(double kept, double broken, DoublePredicate keeps) {
        double low = kept;
        double high = broken;
        for (int look = 0; look < REFINEMENTS; look++) {
            double middle = Math.sqrt(low * high);
            if (keeps.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean keeps(double rate) {
        Window window = session.measure(session.options().schedule(rate, step), demand.calls(session.workload()),
                RetryPolicy.NEVER, (_, _, _) -> {
                });
        OrderOutcome outcome = session.settle(window.acknowledgements().orders(), session.options().settleMax());
        String broken = demand.serviceLevel(window, outcome)
            .stream()
            .filter(it -> !it.passed())
            .map(it -> it.name() + " " + it.actual())
            .collect(Collectors.joining("; "));
        Step taken = new Step(rate, broken.isEmpty(), broken);
        steps.add(taken);
        log.println(taken);
        log.flush();
        return taken.kept();
    }

    List<Step> steps() {
        return steps;
    }
}
