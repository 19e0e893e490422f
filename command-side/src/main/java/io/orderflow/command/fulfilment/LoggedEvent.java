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

    /** Empty for imported history and for what concerns no order. */
    static Optional<LoggedEvent> of(RecordedEvent recorded) {
        EventMetadata metadata;
        try {
            metadata = EventMetadata.parse(recorded.metadata());
        } catch (JacksonException unreadable) {
            LOG.error("event {} at position {} is passed over: its metadata cannot be read", recorded.eventId(),
                    recorded.position(), unreadable);
            return Optional.empty();
        }
        return metadata.isImported() ? Optional.empty() : of(recorded, metadata);
    }

    private static Optional<LoggedEvent> of(RecordedEvent recorded, EventMetadata metadata) {
        TraceContext trace = new TraceContext(metadata.traceparent(), metadata.tracestate(), metadata.baggage());
        try {
            DomainEvent event = decode(recorded);
            return Fact.orderOf(event).map(order -> new LoggedEvent(recorded, order, trace, event, null));
        } catch (UnreadableEventException unreadable) {
            String order = metadata.correlationId();
            return order == null
                    ? Optional.empty()
                    : Optional.of(new LoggedEvent(recorded, new OrderId(order), trace, null, unreadable.getMessage()));
        }
    }

    static DomainEvent decode(RecordedEvent recorded) {
        return CODEC.decode(new StoredForm(recorded.type(), recorded.schemaVersion(), recorded.payload()));
    }

    Fact fact(DomainEvent readable) {
        return new Fact(recorded.eventId().toString(), recorded.position(), readable);
    }
}
