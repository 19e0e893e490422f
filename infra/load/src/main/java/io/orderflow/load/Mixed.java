package io.orderflow.load;

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
    /** Below that, processes are still taking the memory that they were given. */
    private static final Duration GROWTH_JUDGED_FROM = Duration.ofMinutes(10);

    /** @param ratePerSecond mean arrivals of all kinds together */
    record Plan(double ratePerSecond, Duration duration) {
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
        session.stockUp(plan.ordersMax(session.options().warmUp()), progress);
        session.warmUp(plan.ratePerSecond(), session.workload().mixed());
        try (MemoryWatch memory = new MemoryWatch(session.system().processes(), plan.duration());
                LoadProgress bar = new LoadProgress(progress, plan)) {
            Window window = session.measure(session.options().schedule(plan.ratePerSecond(), plan.duration()),
                    session.workload().mixed(), RetryPolicy.NEVER, bar);
            Map<String, Long> end = memory.now();
            OrderOutcome outcome = session.settle(window.acknowledgements().orders(), session.options().settleMax());
            return verdict(window, outcome, memory.middle(), end);
        }
    }

    private Verdict verdict(Window window, @Nullable OrderOutcome outcome, Map<String, Long> middle,
            Map<String, Long> end) {
        Percentiles freshness = session.ledger() == null ? null : session.ledger().freshness();
        LoadFigures figures = new LoadFigures().window("", window)
            .memory("memory in the middle, MB", middle)
            .memory("memory at the end, MB", end);
        List<Check> checks = new ArrayList<>();
        checks.add(LoadChecks.errors(window.figures()));
        checks.add(LoadChecks.restarts(window));
        checks.addAll(LoadChecks.orders(outcome, window.acknowledgements()));
        if (outcome != null) {
            figures.put("acknowledgement to rest", outcome.toRest());
        }
        if (freshness != null) {
            figures.put("freshness, recorded to read model", freshness);
        }
        if (session.options().judgesTime()) {
            checks.addAll(LoadChecks.latency(window.figures(), P95_MILLIS_MAX, P99_MILLIS_MAX));
            checks.addAll(LoadChecks.timeToRest(outcome));
            if (freshness != null) {
                checks.add(LoadChecks.atMost("freshness p99", LoadChecks.FRESHNESS_MILLIS_MAX, freshness.p99()));
            }
            checks.addAll(memory(middle, end));
        }
        return new Verdict("mixed", checks, figures.all());
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
