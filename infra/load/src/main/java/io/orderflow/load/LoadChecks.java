package io.orderflow.load;

import io.orderflow.load.openloop.Figures;
import io.orderflow.load.openloop.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements of which the verdicts on load are made. Those on time stand apart from those on correctness. */
final class LoadChecks {
    static final double ERRORS_PART_MAX = 0.001;
    static final double AT_REST_MILLIS_MAX = 5_000;
    static final double FRESHNESS_MILLIS_MAX = 500;
    private static final String UNKNOWN = "unknown: no database, give --jdbc-url";

    private LoadChecks() {}

    /** Failures and restarts. */
    static List<Check> availability(Window window) {
        return List.of(errors(window.figures()), restarts(window));
    }

    /** Where failures do not count: a system that took nothing has shown nothing. */
    static Check orderedAtAll(Acknowledgements acknowledgements) {
        int orders = acknowledgements.orders().size();
        return Check.holds("orders acknowledged", "at least 1", orders, orders > 0);
    }

    static Check errors(Figures figures) {
        long errors = figures.errors();
        double part = errors / (double) Math.max(figures.requests(), 1);
        return Check.holds("requests that failed", "below 0.1 %", errors == 0
                ? "0"
                : percent(part) + " (" + errors + " of " + figures.requests() + ": " + failures(figures) + ")",
                part < ERRORS_PART_MAX);
    }

    private static String failures(Figures figures) {
        Map<String, Long> all = new TreeMap<>();
        figures.byKind()
            .values()
            .forEach(it -> it.failures().forEach((what, count) -> all.merge(what, count, Long::sum)));
        return all.entrySet().stream().map(it -> it.getValue() + " " + it.getKey()).collect(Collectors.joining(", "));
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f %%", part * 100);
    }

    static Check restarts(Window window) {
        return Check.holds("restarts", "0", window.restartsAreKnown()
                ? window.restarts()
                : "unknown: no file of a running system, give --data", window.restarts() == 0);
    }

    /** Lost, doubled or stuck orders; without a database nothing is known, and what is unknown has not passed. */
    static List<Check> orders(@Nullable OrderOutcome outcome, Acknowledgements acknowledgements) {
        if (outcome == null) {
            return List.of(Check.holds("acknowledged orders", "there once and at rest", UNKNOWN, false));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(Check.equal("orders acknowledged without an id", 0, acknowledgements.withoutId()));
        checks.add(Check.equal("orders acknowledged under another one's id", 0, outcome.idsAnsweredTwice()));
        checks.add(Check.equal("acknowledged orders lost", 0, outcome.lost()));
        checks.add(Check.equal("orders made twice", 0, outcome.doubled()));
        checks.add(Check.equal("acknowledged orders at rest", outcome.acknowledged(),
                outcome.acknowledged() - outcome.lost() - outcome.waiting()));
        checks.add(Check.equal("acknowledged orders not read at rest", 0, outcome.unread()));
        return checks;
    }

    static Check atMost(String name, double millisMax, double millis) {
        return Check.holds(name, String.format(Locale.ROOT, "at most %.0f ms", millisMax),
                String.format(Locale.ROOT, "%.1f ms", millis), millis <= millisMax);
    }

    /** The last order comes to rest in time. */
    static List<Check> timeToRest(@Nullable OrderOutcome outcome) {
        return outcome == null || outcome.acknowledged() == 0
                ? List.of()
                : List.of(atMost("acknowledgement to rest, longest", AT_REST_MILLIS_MAX, outcome.toRest().max()));
    }

    static List<Check> latency(Figures figures, double p95MillisMax, double p99MillisMax) {
        List<Check> checks = new ArrayList<>();
        figures.byKind().forEach((kind, it) -> {
            Percentiles latency = it.latency();
            checks.add(atMost(kind + " p95", p95MillisMax, latency.p95()));
            checks.add(atMost(kind + " p99", p99MillisMax, latency.p99()));
        });
        return checks;
    }
}
