package io.orderflow.command.fulfilment;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.UnreadableEventException;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.observability.TraceContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * An event of the log that concerns an order.
 *
 * @param event null when it cannot be read
 * @param error why it cannot be read; null when it can
 */
record LoggedEvent(RecordedEvent recorded, OrderId orderId, TraceContext trace, @Nullable DomainEvent event,
        @Nullable String error) {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedEvent.class);
    private static final EventCodec CODEC = new EventCodec();

    /**
     * Empty for imported history and for what concerns no order.
     *
     * @param each is told of the event, decoded, or with null when it cannot be read
     */
    static Optional<LoggedEvent> of(RecordedEvent recorded, BiConsumer<RecordedEvent, @Nullable DomainEvent> each) {
        EventMetadata metadata;
        try {
            metadata = EventMetadata.parse(recorded.metadata());
        } catch (JacksonException unreadable) {
            LOG.error("event {} at position {} is passed over: its metadata cannot be read", recorded.eventId(),
                    recorded.position(), unreadable);
            each.accept(recorded, null);
            return Optional.empty();
        }
        return of(recorded, metadata, each);
    }

    private static Optional<LoggedEvent> of(RecordedEvent recorded, EventMetadata metadata,
            BiConsumer<RecordedEvent, @Nullable DomainEvent> each) {
        TraceContext trace = new TraceContext(metadata.traceparent(), metadata.tracestate(), metadata.baggage());
        DomainEvent event = null;
        String error = null;
        try {
            event = decode(recorded);
        } catch (UnreadableEventException unreadable) {
            error = String.valueOf(unreadable.getMessage());
        }
        each.accept(recorded, event);
        if (metadata.isImported()) {
            return Optional.empty();
        }
        Optional<OrderId> order = event == null
                ? Optional.ofNullable(metadata.correlationId()).map(OrderId::new)
                : Fact.orderOf(event);
        DomainEvent read = event;
        String unreadable = error;
        return order.map(it -> new LoggedEvent(recorded, it, trace, read, unreadable));
    }

    static DomainEvent decode(RecordedEvent recorded) {
        return CODEC.decode(new StoredForm(recorded.type(), recorded.schemaVersion(), recorded.payload()));
    }

    Fact fact(DomainEvent readable) {
        return new Fact(recorded.eventId().toString(), recorded.position(), readable);
    }
}
