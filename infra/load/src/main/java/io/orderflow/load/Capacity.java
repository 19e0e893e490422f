package io.orderflow.load;

import io.orderflow.load.openloop.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the highest rate at which the level of service is kept, then holds most of it for a longer time. */
final class Capacity {
    /** Orders for which there is stock; more than any ramp on one machine makes. */
    static final double ORDERS_STOCKED = 60_000;
    private static final double HELD_PART = 0.9;
    private static final int HOLDS_MAX = 3;

    /**
     * @param step how long each rate is tried
     * @param hold how long most of the highest rate is held
     * @param goalRate what is to be reached, per second
     */
    record Plan(Demand demand, double firstRate, Duration step, Duration hold, double goalRate) {}

    private record Hold(double rate, Window window, List<Check> checks) {
        boolean kept() {
            return checks.stream().allMatch(Check::passed);
        }
    }

    private final LoadSession session;
    private final Plan plan;
    private final Ramp ramp;

    Capacity(LoadSession session, Plan plan, Ramp ramp) {
        this.session = session;
        this.plan = plan;
        this.ramp = ramp;
    }

    Verdict run(ProgressFactory progress) {
        if (plan.demand().ordersPart() > 0) {
            session.stockUp(ORDERS_STOCKED, progress);
        }
        session.warmUp(plan.firstRate(), plan.demand().calls(session.workload()));
        double highest = ramp.highest(plan.firstRate());
        LoadFigures figures = new LoadFigures().put("steps", ramp.steps())
            .put("highest rate, per second", LoadFigures.rounded(highest));
        List<Check> checks = new ArrayList<>();
        if (session.options().judgesTime()) {
            checks.add(Check.holds("highest rate that keeps the service level",
                    String.format(Locale.ROOT, "at least %.0f/s", plan.goalRate()),
                    String.format(Locale.ROOT, "%.1f/s", highest), highest >= plan.goalRate()));
        }
        if (highest > 0) {
            judge(hold(highest), figures, checks);
        }
        return new Verdict("capacity of " + plan.demand(), checks, figures.all());
    }

    /** When it cannot be held, nine tenths of it are tried, a few times. */
    private Hold hold(double highest) {
        double rate = highest * HELD_PART;
        Hold held = hold(rate, plan.hold());
        for (int tries = 1; tries < HOLDS_MAX && !held.kept(); tries++) {
            rate *= HELD_PART;
            held = hold(rate, plan.hold());
        }
        return held;
    }

    private Hold hold(double rate, Duration duration) {
        Window window = session.measure(session.options().schedule(rate, duration),
                plan.demand().calls(session.workload()), RetryPolicy.NEVER, (_, _, _) -> {
                });
        OrderOutcome outcome = session.settle(window.acknowledgements().orders(), session.options().settleMax());
        return new Hold(rate, window, plan.demand().serviceLevel(window, outcome));
    }

    private void judge(Hold held, LoadFigures figures, List<Check> checks) {
        figures.put("held rate, per second", LoadFigures.rounded(held.rate()))
            .put("held for, seconds", plan.hold().toSeconds())
            .window("held: ", held.window());
        checks.add(LoadChecks.restarts(held.window()));
        held.checks()
            .stream()
            .filter(it -> session.options().judgesTime() || !it.onTime())
            .forEach(checks::add);
    }
}
