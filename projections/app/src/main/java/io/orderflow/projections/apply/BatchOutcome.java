package io.orderflow.projections.apply;

import io.orderflow.projections.observe.EventOutcome;
import io.orderflow.projections.observe.ProjectionMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What became of each record of a batch; told to the meters only after the commit. */
final class BatchOutcome {
    private record Counted(String eventType, EventOutcome outcome) {}

    private final List<Counted> counted = new ArrayList<>();
    private final List<EventTrace> traces = new ArrayList<>();
    private List<OwnRecord> own = List.of();
    private List<Stranger> strangers = List.of();
    private Instant committed = Instant.EPOCH;

    void add(String eventType, EventOutcome outcome) {
        counted.add(new Counted(eventType, outcome));
    }

    void add(ReceivedEvent event, EventOutcome outcome) {
        add(event.stored().type(), outcome);
    }

    void add(EventTrace trace) {
        traces.add(trace);
    }

    /** @param at the database's time */
    void committed(Instant at, Provenance.Sorted sorted) {
        committed = at;
        own = sorted.own();
        strangers = sorted.strangers();
    }

    List<Stranger> strangers() {
        return strangers;
    }

    /** Ends the events' spans and tells the meters. */
    void measure(ProjectionMeters meters) {
        traces.forEach(it -> it.end(() -> meters.lag(it.event().partition(), it.mode(),
                Duration.between(it.event().recordedAt(), committed))));
        counted.forEach(it -> meters.count(it.eventType, it.outcome));
        strangers.forEach(it -> meters.stranger(it.reason()));
        own.forEach(it -> meters.consumeDelay(it.record().partition(),
                Duration.between(it.record().brokerTimestamp(), it.record().polledAt())));
    }
}
