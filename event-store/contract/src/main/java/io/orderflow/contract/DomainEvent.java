package io.orderflow.contract;

import java.time.Instant;

/**
 * A fact of the domain. The name in the log is the record's simple name; {@link EventType} lists all of them with their
 * schema versions.
 */
public sealed interface DomainEvent permits OrderEvent, StockEvent, PaymentEvent {
    /** When it happened in the business's time, in UTC. The log's own {@code recorded_at} is when it was stored. */
    Instant occurredAt();

    /** The stream that this event belongs to. */
    StreamName stream();
}
