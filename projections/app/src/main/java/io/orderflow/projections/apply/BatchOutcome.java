package io.orderflow.projections.apply;

import io.orderflow.projections.observe.EventOutcome;
import io.orderflow.projections.observe.ProjectionMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each record that a transaction dealt with. */
public final class BatchOutcome {
    private record Counted(String eventType, EventOutcome outcome) {}

    private final List<Counted> counted = new ArrayList<>();
    private List<OwnRecord> own = List.of();
    private List<Stranger> strangers = List.of();
    private @Nullable Instant freshAt;

    void add(String eventType, EventOutcome outcome) {
        counted.add(new Counted(eventType, outcome));
    }

    void add(ReceivedEvent event, EventOutcome outcome) {
        add(event.stored().type(), outcome);
    }

    /** @param at the database's time of the commit */
    void committed(Instant at, Provenance.Sorted sorted) {
        freshAt = at;
        own = sorted.own();
        strangers = sorted.strangers();
    }

    List<Stranger> strangers() {
        return strangers;
    }

    /** The database's time of the commit; null for events that were parked, whose lag says nothing. */
    @Nullable
    Instant freshAt() {
        return freshAt;
    }

    void tell(ProjectionMeters meters) {
        counted.forEach(it -> meters.count(it.eventType, it.outcome));
        strangers.forEach(it -> meters.stranger(it.reason()));
        own.forEach(it -> meters.consumeDelay(it.record().partition(),
                Duration.between(it.record().brokerTimestamp(), it.record().polledAt())));
    }
}
