package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the events that an instance has not reacted to because it had stopped. */
final class MissedEvents {
    private static final int EVENTS_MAX = 1_000;
    private static final long POSITIONS_PER_LOOK = 500_000;

    private final JdbcClient jdbc;
    private final EventStore log;

    MissedEvents(JdbcClient jdbc, EventStore log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * Events of the order after one position up to another, in the log's order. The log has no index by order: the
     * database looks through that part of it, piece by piece.
     *
     * @param beat is called before each piece
     * @throws IllegalStateException when there are more than can be reacted to at once
     */
    List<RecordedEvent> of(OrderId order, long after, long to, Runnable beat) {
        List<RecordedEvent> events = new ArrayList<>();
        for (long from = after; from < to; from += POSITIONS_PER_LOOK) {
            beat.run();
            for (long position : positions(order, from, Math.min(to, from + POSITIONS_PER_LOOK))) {
                events.addAll(log.readLog(position - 1, 1));
            }
            if (events.size() > EVENTS_MAX) {
                throw new IllegalStateException("order " + order + " has more than " + EVENTS_MAX
                        + " events that were not reacted to; compensate it");
            }
        }
        return events;
    }

    private List<Long> positions(OrderId order, long after, long to) {
        return jdbc.sql("""
                SELECT position
                  FROM event_store.event
                 WHERE NOT archived AND position > :after AND position <= :to
                   AND metadata ->> 'correlationId' = :order
                 ORDER BY position
                 LIMIT :eventsMax
                """)
            .param("after", after)
            .param("to", to)
            .param("order", order.value())
            .param("eventsMax", EVENTS_MAX + 1)
            .query((row, _) -> row.getLong("position"))
            .list();
    }
}
