package io.orderflow.load;

import io.orderflow.load.openloop.Background;
import io.orderflow.load.openloop.Figures;
import io.orderflow.load.openloop.PatientRetries;
import io.orderflow.load.openloop.Percentiles;
import io.orderflow.load.openloop.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that customers do, at one rate. */
final class Mixed {
    static final double ORDERS_PART = 0.1;
    static final double P95_MILLIS_MAX = 200;
    static final double P99_MILLIS_MAX = 500;
    private static final long MEMORY_BYTES_MAX = 2L << 30;
    private static final double GROWTH_PART_MAX = 0.02;
    private static final Duration RETRY_FIRST = Duration.ofMillis(250);
    private static final double BACKGROUND_PART_MAX = 0.2;
    /** Below that, processes are still taking the memory that they were given. */
    private static final Duration GROWTH_JUDGED_FROM = Duration.ofMinutes(10);

    /**
     * @param ratePerSecond mean arrivals of all kinds together
     * @param attemptsMax of one request, the first included
     * @param background what stands beside the load, which is then measured without it and with it; null for nothing
     */
    record Plan(double ratePerSecond, Duration duration, int attemptsMax, Background.@Nullable Plan background) {
        RetryPolicy retries(long seed) {
            return attemptsMax == 1 ? RetryPolicy.NEVER : new PatientRetries(attemptsMax, RETRY_FIRST, seed);
        }

        double ordersMax(Duration warmUp) {
            return ratePerSecond * (duration.toMillis() + warmUp.toMillis()) / 1_000 * ORDERS_PART;
        }
    }

    private final LoadSession session;
    private final Plan plan;

    Mixed(LoadSession session, Plan plan) {
        this.session = session;
        this.plan = plan;
    }

    Verdict run(ProgressFactory progress) {
        double windows = plan.background() == null ? 1 : 2;
        session.stockUp(windows * plan.ordersMax(session.options().warmUp()), progress);
        session.warmUp(plan.ratePerSecond(), session.workload().mixed());
        if (plan.background() == null) {
            return measured(progress, null, null);
        }
        Window alone = measure(progress);
        try (Background background = new Background(session.driver(), session.system().url(), plan.background(),
                session.workload().orderIds())) {
            background.open();
            return measured(progress, background, alone);
        }
    }

    private Window measure(ProgressFactory progress) {
        try (LoadProgress bar = new LoadProgress(progress, plan)) {
            return session.measure(session.options().schedule(plan.ratePerSecond(), plan.duration()),
                    session.workload().mixed(), plan.retries(session.options().seed()), bar);
        }
    }

    private Verdict measured(ProgressFactory progress, @Nullable Background background, @Nullable Window alone) {
        LoadFigures figures = new LoadFigures();
        List<Check> checks = new ArrayList<>();
        try (MemoryWatch memory = new MemoryWatch(() -> session.system().processes(), plan.duration())) {
            Window window = measure(progress);
            Map<String, Long> end = memory.now();
            if (background != null && alone != null) {
                figures.window("without: ", alone).put("background", background.counts());
            }
            List<Acknowledgements.Acknowledged> orders = new ArrayList<>(window.acknowledgements().orders());
            if (alone != null) {
                orders.addAll(alone.acknowledgements().orders());
            }
            OrderOutcome outcome = session.settle(orders, session.options().settleMax());
            judge(window, outcome, figures, checks);
            figures.memory("memory in the middle, MB", memory.middle()).memory("memory at the end, MB", end);
            if (session.options().judgesTime()) {
                checks.addAll(memory(memory.middle(), end));
                checks.addAll(alone == null ? List.of() : change(alone.figures(), window.figures()));
            }
        }
        return new Verdict("mixed", checks, figures.all());
    }

    private void judge(Window window, @Nullable OrderOutcome outcome, LoadFigures figures, List<Check> checks) {
        figures.window("", window);
        if (session.options().judgesAvailability()) {
            checks.addAll(LoadChecks.availability(window));
        } else {
            checks.add(LoadChecks.orderedAtAll(window.acknowledgements()));
        }
        checks.addAll(LoadChecks.orders(outcome, window.acknowledgements()));
        if (session.options().judgesTime()) {
            checks.addAll(LoadChecks.latency(window.figures(), P95_MILLIS_MAX, P99_MILLIS_MAX));
            checks.addAll(LoadChecks.timeToRest(outcome));
        }
        OrderLedger ledger = session.ledger();
        if (outcome != null && ledger != null) {
            Percentiles freshness = ledger.freshness();
            figures.put("acknowledgement to rest", outcome.toRest())
                .put("freshness, recorded to read model", freshness);
            if (session.options().judgesTime()) {
                checks.add(LoadChecks.atMost("freshness p99", LoadChecks.FRESHNESS_MILLIS_MAX, freshness.p99()));
            }
        }
    }

    /** How much slower the slowest hundredth of each kind became. */
    static List<Check> change(Figures alone, Figures beside) {
        List<Check> checks = new ArrayList<>();
        beside.byKind().forEach((kind, it) -> {
            double before = alone.of(kind).latency().p99();
            double growth = before == 0 ? 0 : it.latency().p99() / before - 1;
            checks.add(Check.holds(kind + " p99 beside the background", "at most 20 % longer",
                    LoadChecks.percent(growth), growth <= BACKGROUND_PART_MAX));
        });
        return checks;
    }

    private List<Check> memory(Map<String, Long> middle, Map<String, Long> end) {
        if (end.isEmpty()) {
            return List.of();
        }
        List<Check> checks = new ArrayList<>();
        long bytes = MemoryWatch.total(end);
        checks.add(Check.holds("memory of all processes", "at most 2048 MB", (bytes >> 20) + " MB",
                bytes <= MEMORY_BYTES_MAX));
        if (plan.duration().compareTo(GROWTH_JUDGED_FROM) >= 0) {
            double growth = bytes / (double) Math.max(MemoryWatch.total(middle), 1) - 1;
            checks.add(Check.holds("growth of memory in the second half", "at most 2 %", LoadChecks.percent(growth),
                    growth <= GROWTH_PART_MAX));
        }
        return checks;
    }
}
