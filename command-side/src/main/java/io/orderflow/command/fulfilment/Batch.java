package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import io.orderflow.eventstore.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Consecutive events of the log, by order.
 *
 * @param from position before the first event
 * @param to position of the last
 */
record Batch(long from, long to, Map<OrderId, List<LoggedEvent>> byOrder) {
    /**
     * @param events at least one
     */
    static Batch of(long from, List<RecordedEvent> events) {
        SequencedMap<OrderId, List<LoggedEvent>> byOrder = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            LoggedEvent.of(event)
                .ifPresent(it -> byOrder.computeIfAbsent(it.orderId(), order -> new ArrayList<>()).add(it));
        }
        return new Batch(from, events.getLast().position(), byOrder);
    }
}
