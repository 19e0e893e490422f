package io.orderflow.load;

import io.orderflow.load.openloop.Calls;
import io.orderflow.load.openloop.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is asked of the system alone, with the level of service that it has to keep. */
enum Demand {
    /** Orders: how fast they are answered, and that all of them come to rest. */
    ORDERS(1, 40, 250, 200, Double.POSITIVE_INFINITY),
    /** Reads of one order. */
    DETAIL(0, 200, 1_400, Double.POSITIVE_INFINITY, 50),
    /** All that customers do. */
    MIXED(Mixed.ORDERS_PART, 100, 1_000, Mixed.P95_MILLIS_MAX, Mixed.P99_MILLIS_MAX);

    private final double ordersPart;
    private final double firstRate;
    private final double goalRate;
    private final double p95MillisMax;
    private final double p99MillisMax;

    Demand(double ordersPart, double firstRate, double goalRate, double p95MillisMax, double p99MillisMax) {
        this.ordersPart = ordersPart;
        this.firstRate = firstRate;
        this.goalRate = goalRate;
        this.p95MillisMax = p95MillisMax;
        this.p99MillisMax = p99MillisMax;
    }

    Calls calls(Workload workload) {
        return switch (this) {
            case ORDERS -> workload::order;
            case DETAIL -> workload::detail;
            case MIXED -> workload.mixed();
        };
    }

    /** Of all requests, 0 to 1. */
    double ordersPart() {
        return ordersPart;
    }

    /** Per second, where a search for the limit begins. */
    double firstRate() {
        return firstRate;
    }

    /** Per second, what is to be reached. */
    double goalRate() {
        return goalRate;
    }

    /** What the service level says of latency: the limit of whichever percentile counts. */
    List<Check> latency(Figures figures) {
        List<Check> checks = new ArrayList<>();
        figures.byKind().forEach((kind, it) -> {
            if (Double.isFinite(p95MillisMax)) {
                checks.add(LoadChecks.atMost(kind + " p95", p95MillisMax, it.latency().p95()));
            }
            if (Double.isFinite(p99MillisMax)) {
                checks.add(LoadChecks.atMost(kind + " p99", p99MillisMax, it.latency().p99()));
            }
        });
        return checks;
    }

    /** All that the service level says: failures, latency and the time in which orders come to rest. */
    List<Check> serviceLevel(Window window, @Nullable OrderOutcome outcome) {
        List<Check> checks = new ArrayList<>(latency(window.figures()));
        checks.add(LoadChecks.errors(window.figures()));
        if (ordersPart > 0) {
            checks.addAll(LoadChecks.orders(outcome, window.acknowledgements()));
            checks.addAll(LoadChecks.timeToRest(outcome));
        }
        return checks;
    }

    /** Whether a short while of load was within the level of latency. */
    boolean keeps(double p95Millis, double p99Millis) {
        return p95Millis <= p95MillisMax && p99Millis <= p99MillisMax;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
