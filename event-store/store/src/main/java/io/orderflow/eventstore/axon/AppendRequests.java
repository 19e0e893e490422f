package io.orderflow.eventstore.axon;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.HistoricalForms;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.StoredForm;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.observability.TraceContext;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/** Makes the store's request of Axon's messages. */
final class AppendRequests {
    private static final HistoricalForms HISTORICAL_FORMS = new HistoricalForms();

    private AppendRequests() {}

    /**
     * @throws IllegalStateException when the messages belong to several aggregates: a command changes one
     */
    static AppendRequest of(List<DomainEventMessage<?>> messages, CommandScope scope, EventCodec codec) {
        DomainEventMessage<?> first = messages.getFirst();
        String metadata = metadata(scope).toJson();
        List<NewEvent> events = messages.stream()
            .map(message -> newEvent(message, first, scope, codec, metadata))
            .toList();
        long lastVersion = first.getSequenceNumber() + messages.size();
        return new AppendRequest(first.getAggregateIdentifier(), first.getType(),
                ExpectedVersion.of(first.getSequenceNumber()), events,
                command(messages, scope, lastVersion));
    }

    private static AppendRequest.Command command(List<DomainEventMessage<?>> messages, CommandScope scope,
            long lastVersion) {
        CommandScope.ReplyWriter writer = scope.replyWriter();
        String reply = writer == null
                ? null
                : writer.reply(lastVersion, messages.stream().map(it -> (DomainEvent) it.getPayload()).toList());
        return new AppendRequest.Command(scope.commandId(), scope.requestHash(), reply);
    }

    private static NewEvent newEvent(
            DomainEventMessage<?> message,
            DomainEventMessage<?> first,
            CommandScope scope,
            EventCodec codec,
            String metadata) {
        if (!message.getAggregateIdentifier().equals(first.getAggregateIdentifier())) {
            throw new IllegalStateException(
                    "a command changes one aggregate, not both " + first.getAggregateIdentifier() + " and "
                            + message.getAggregateIdentifier());
        }
        StoredForm stored = storedForm((DomainEvent) message.getPayload(), scope, codec);
        return new NewEvent(UUID.fromString(message.getIdentifier()), stored.type(), stored.schemaVersion(),
                stored.payload(), metadata);
    }

    private static StoredForm storedForm(DomainEvent event, CommandScope scope, EventCodec codec) {
        return event instanceof OrderEvent.OrderPlaced placed
                ? HISTORICAL_FORMS.encode(placed, scope.orderPlacedSchemaVersion())
                : codec.encode(event);
    }

    private static EventMetadata metadata(CommandScope scope) {
        EventMetadata known = scope.metadata();
        TraceContext trace = TraceContext.current();
        return new EventMetadata(known.actor(), known.commandId(), known.commandType(), known.correlationId(),
                known.causationId(),
                trace.traceparent(), trace.tracestate(), trace.baggage(), known.imported(), known.request(),
                known.requestedAt(),
                known.requestSpanId(), known.commandAt(), known.commandSpanId());
    }
}
