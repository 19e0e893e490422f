package io.orderflow.load.openloop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What is counted of a run, by kind of request. Read it after the run. */
public final class Figures implements Recorder {
    private final Map<String, KindFigures> byKind = new LinkedHashMap<>();
    private final Histogram lateness = KindFigures.histogram();

    @Override
    public void ended(Attempt attempt, Answer answer, boolean last) {
        KindFigures.record(lateness, attempt.sentNanos() - attempt.dueNanos());
        byKind.computeIfAbsent(attempt.call().kind(), _ -> new KindFigures()).count(attempt, answer);
    }

    public Map<String, KindFigures> byKind() {
        return byKind;
    }

    public KindFigures of(String kind) {
        return byKind.getOrDefault(kind, new KindFigures());
    }

    public long requests() {
        return byKind.values().stream().mapToLong(KindFigures::requests).sum();
    }

    /** Whatever was not answered with 2xx. */
    public long errors() {
        return requests() - byKind.values().stream().mapToLong(KindFigures::accepted).sum();
    }

    /** How late the driver itself was: from when a request was due to when it was begun. */
    public Percentiles lateness() {
        return Percentiles.of(lateness);
    }
}
