package io.orderflow.campaign;

import io.orderflow.campaign.fault.FaultKind;
import io.orderflow.campaign.fault.Struck;
import io.orderflow.campaign.oracle.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What a campaign measured. */
final class Figures {
    static final Duration TAKE_OVER_GOAL = Duration.ofSeconds(5);
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Map<String, Object> all() {
        return figures;
    }

    void rate(Journal journal, long startedNanos) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        long events = journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS);
        figures.put("seconds under faults", Math.round(seconds * 10) / 10.0);
        figures.put("events acknowledged per second, faults included", Math.round(events / seconds));
    }

    void lag(Watch watch) {
        figures.put("greatest lag of the relay, events", watch.maxLagEvents());
    }

    void outcomes(Journal journal) {
        for (Journal.Outcome outcome : Journal.Outcome.values()) {
            figures.put(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '), journal.count(outcome));
        }
    }

    void faults(List<Struck> struck) {
        for (FaultKind kind : FaultKind.values()) {
            List<Struck> those = struck.stream().filter(it -> it.fault().kind() == kind).toList();
            if (!those.isEmpty()) {
                figures.put(kind.name(), those.size() + " struck; until an append "
                        + spread(those, Struck::untilAppend) + ", until published " + spread(those,
                                Struck::untilPublished));
            }
        }
        List<Struck> leaders = struck.stream().filter(it -> it.takeOver() != null).toList();
        if (!leaders.isEmpty()) {
            figures.put("take-over by the standby, goal " + TAKE_OVER_GOAL.toSeconds() + " s",
                    spread(leaders, it -> Objects.requireNonNull(it.takeOver())));
        }
    }

    /** Median and greatest. */
    private static String spread(List<Struck> struck, Function<Struck, Duration> figure) {
        List<Duration> sorted = new ArrayList<>(struck.stream().map(figure).sorted().toList());
        return sorted.get(sorted.size() / 2).toMillis() + " ms, at most " + sorted.getLast().toMillis() + " ms";
    }
}
