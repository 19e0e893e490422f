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

    private final JdbcClient jdbc;
    private final EventStore log;

    MissedEvents(JdbcClient jdbc, EventStore log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * Events of the order after one position up to another, in the log's order. The log has no index by order: the
     * database looks through that part of it, about a second for a million events.
     */
    List<RecordedEvent> of(OrderId order, long after, long to) {
        List<Long> positions = jdbc.sql("""
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
            .param("eventsMax", EVENTS_MAX)
            .query((row, _) -> row.getLong("position"))
            .list();
        List<RecordedEvent> events = new ArrayList<>();
        positions.forEach(position -> events.addAll(log.readLog(position - 1, 1)));
        return events;
    }
}
