package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import io.orderflow.eventstore.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import io.orderflow.contract.DomainEvent;
import org.jspecify.annotations.Nullable;
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
     * @param each is told of every event, decoded, or with null when it cannot be read
     */
    static Batch of(long from, List<RecordedEvent> events,
            BiConsumer<RecordedEvent, @Nullable DomainEvent> each) {
        SequencedMap<OrderId, List<LoggedEvent>> byOrder = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            Optional<LoggedEvent> logged = LoggedEvent.of(event, each);
            logged.ifPresent(it -> byOrder.computeIfAbsent(it.orderId(), order -> new ArrayList<>()).add(it));
        }
        return new Batch(from, events.getLast().position(), byOrder);
    }
}
