package io.orderflow.load;

import io.orderflow.load.openloop.Answer;
import io.orderflow.load.openloop.Attempt;
import io.orderflow.load.openloop.Figures;
import io.orderflow.load.openloop.KindFigures;
import io.orderflow.load.openloop.PatientRetries;
import io.orderflow.load.openloop.Recorder;
import io.orderflow.load.openloop.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks far more than the system can do, by clients that come back with the same key, then half of what it can do: it
 * has to refuse at once, go on working, lose and double nothing, and be as before soon after.
 */
final class Overload {
    static final double TIMES = 5;
    static final double HALF = 0.5;
    private static final Duration RETRY_FIRST = Duration.ofMillis(250);
    private static final double REFUSED_MILLIS_MAX = 100;
    private static final double ACCEPTED_MILLIS_MAX = 1_000;
    private static final double COMPLETED_PART_MIN = 0.8;
    private static final int BACK_SECONDS_MAX = 5;
    private static final double MICROS = 1e6;

    /**
     * @param capacity requests per second that the system can do
     * @param attemptsMax of one request, the first included
     */
    record Plan(Demand demand, double capacity, Duration overload, Duration after, int attemptsMax) {
        double ordersMax() {
            return capacity * demand.ordersPart() * (TIMES * overload.toSeconds() + HALF * after.toSeconds());
        }
    }

    /** Tells the calls that began under overload from those that began after it. */
    private static final class Phases implements Recorder {
        private final Figures under = new Figures();
        private final Figures after = new Figures();
        private final long overloadNanos;
        private final long startNanos = System.nanoTime();
        private long notDone;

        Phases(Duration overload) {
            overloadNanos = overload.toNanos();
        }

        @Override
        public void ended(Attempt attempt, Answer answer, boolean last) {
            boolean early = attempt.firstDueNanos() - startNanos < overloadNanos;
            (early ? under : after).ended(attempt, answer, last);
            if (last && !answer.isAccepted()) {
                notDone++;
            }
        }
    }

    private final LoadSession session;
    private final Plan plan;

    Overload(LoadSession session, Plan plan) {
        this.session = session;
        this.plan = plan;
    }

    Verdict run(ProgressFactory progress) {
        session.stockUp(plan.ordersMax(), progress);
        session.warmUp(plan.capacity() * HALF, plan.demand().calls(session.workload()));
        Phases phases = new Phases(plan.overload());
        SecondBySecond seconds = new SecondBySecond(plan.demand(), plan.overload().toNanos());
        seconds.startsAt(phases.startNanos);
        Schedule schedule = session.options()
            .schedule(plan.capacity() * TIMES, plan.overload())
            .then(plan.overload(), session.options().schedule(plan.capacity() * HALF, plan.after()));
        try (LoadProgress bar = new LoadProgress(progress.of("requests", 0))) {
            Window window = session.measure(schedule, plan.demand().calls(session.workload()),
                    new PatientRetries(plan.attemptsMax(), RETRY_FIRST, session.options().seed()),
                    phases.and(seconds).and(bar));
            OrderOutcome outcome = session.settle(window.acknowledgements().orders(), session.options().settleMax());
            return verdict(window, outcome, phases, seconds);
        }
    }

    private Verdict verdict(Window window, @Nullable OrderOutcome outcome, Phases phases, SecondBySecond seconds) {
        double completed = completedPerSecond(window, phases);
        LoadFigures figures = new LoadFigures().put("capacity, per second", LoadFigures.rounded(plan.capacity()))
            .put("completed under overload, per second", LoadFigures.rounded(completed))
            .put("requests never done", phases.notDone);
        phases.under.byKind().forEach((kind, it) -> putUnder(figures, kind, it));
        phases.after.byKind().forEach((kind, it) -> figures.put("after: " + kind, LoadFigures.Kind.of(it)));
        figures.put("after: seconds out of level", seconds.badSeconds()).window("all: ", window);
        List<Check> checks = new ArrayList<>();
        if (session.options().judgesAvailability()) {
            checks.add(LoadChecks.restarts(window));
            checks.add(neitherDoneNorRefused(window.figures()));
        } else {
            checks.add(LoadChecks.orderedAtAll(window.acknowledgements()));
        }
        checks.addAll(plan.demand().ordersPart() > 0
                ? LoadChecks.orders(outcome, window.acknowledgements())
                : List.of());
        if (session.options().judgesTime()) {
            checks.addAll(onTime(phases, completed, seconds.secondsUntilKept()));
        }
        return new Verdict("overload of " + plan.demand(), checks, figures.all());
    }

    private static void putUnder(LoadFigures figures, String kind, KindFigures it) {
        figures.put("overload: " + kind, LoadFigures.Kind.of(it))
            .put("overload: " + kind + " accepted", it.accepted() + " " + it.acceptedLatency())
            .put("overload: " + kind + " refused", it.refused() + " " + it.refusedLatency());
    }

    /** Orders count when they have come to rest, reads when they are answered. */
    private double completedPerSecond(Window window, Phases phases) {
        double seconds = plan.overload().toMillis() / 1_000.0;
        long accepted = phases.under.byKind().values().stream().mapToLong(KindFigures::accepted).sum();
        OrderLedger ledger = session.ledger();
        if (plan.demand() != Demand.ORDERS || ledger == null) {
            return accepted / seconds;
        }
        long from = window.acknowledgements().epochMicros(phases.startNanos);
        long to = from + (long) (seconds * MICROS);
        return ledger.fates().stream().filter(it -> it.atRestMicros() > from && it.atRestMicros() <= to).count()
                / seconds;
    }

    private static Check neitherDoneNorRefused(Figures figures) {
        long others = figures.errors() - figures.byKind().values().stream().mapToLong(KindFigures::refused).sum();
        double part = others / (double) Math.max(figures.requests(), 1);
        return Check.holds("answers neither done nor refused", "below 0.1 %",
                LoadChecks.percent(part) + " (" + others + ")", part < LoadChecks.ERRORS_PART_MAX);
    }

    private List<Check> onTime(Phases phases, double completed, int back) {
        List<Check> checks = new ArrayList<>();
        phases.under.byKind().forEach((kind, it) -> {
            checks.add(LoadChecks.atMost(kind + " refused p99", REFUSED_MILLIS_MAX, it.refusedLatency().p99()));
            checks.add(LoadChecks.atMost(kind + " accepted p99", ACCEPTED_MILLIS_MAX, it.acceptedLatency().p99()));
        });
        checks.add(Check.holds("completed under overload", "at least 80 % of capacity",
                LoadChecks.percent(completed / plan.capacity()), completed >= plan.capacity() * COMPLETED_PART_MIN));
        checks.add(Check.holds("service level back", "within " + BACK_SECONDS_MAX + " s",
                back < 0 ? "never" : String.format(Locale.ROOT, "%d s", back), back >= 0 && back <= BACK_SECONDS_MAX));
        return checks;
    }
}
