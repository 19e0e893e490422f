package io.orderflow.projections.apply;

import io.orderflow.contract.EventClaim;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.StoredForm;
import io.orderflow.observability.TraceContext;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log as a record brought it; its payload may still turn out unreadable.
 *
 * @param version place in its stream, from 1
 * @param position global position, from 1
 * @param recordedAt the database's clock when the event was stored
 * @param correlationId the order that it happened for
 * @param trace of the send
 */
public record ReceivedEvent(
        String eventId,
        String streamId,
        String aggregateType,
        long version,
        long position,
        StoredForm stored,
        Instant recordedAt,
        @Nullable String correlationId,
        TraceContext trace,
        KafkaRecord source) {
    /** Reads the payload. */
    static ReceivedEvent of(OwnRecord own) {
        EventClaim claim = own.claim();
        KafkaRecord source = own.record();
        return new ReceivedEvent(
                claim.eventId().toString(),
                claim.streamId(),
                claim.streamType(),
                claim.version(),
                claim.position(),
                new StoredForm(claim.eventType(), claim.schemaVersion(), Objects.requireNonNull(source.value())),
                claim.recordedAt(),
                source.header(EventHeaders.CORRELATION_ID),
                source.trace(),
                source);
    }

    public int partition() {
        return source.partition();
    }
}
