package io.orderflow.relay;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.observability.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes the Kafka record of an event: key is the stream, value the payload as stored, everything else a header. */
final class EventRecords {
    private final String topic;
    private final byte[] log;

    /** @param log identity of the log that the events stand in */
    EventRecords(String topic, UUID log) {
        this.topic = topic;
        this.log = utf8(log.toString());
    }

    /** Everything but the trace context. */
    ProducerRecord<byte[], byte[]> of(RecordedEvent event, EventMetadata metadata) {
        var record = new ProducerRecord<>(topic, utf8(event.streamId()), utf8(event.payload()));
        Headers headers = record.headers();
        add(headers, EventHeaders.EVENT_ID, event.eventId().toString());
        add(headers, EventHeaders.EVENT_TYPE, event.type());
        add(headers, EventHeaders.SCHEMA_VERSION, Integer.toString(event.schemaVersion()));
        add(headers, EventHeaders.STREAM, event.streamId());
        add(headers, EventHeaders.STREAM_TYPE, event.streamType());
        add(headers, EventHeaders.VERSION, Long.toString(event.version()));
        add(headers, EventHeaders.POSITION, Long.toString(event.position()));
        add(headers, EventHeaders.TIMESTAMP, event.recordedAt().truncatedTo(ChronoUnit.MICROS).toString());
        headers.add(EventHeaders.LOG, log);
        add(headers, EventHeaders.CORRELATION_ID, metadata.correlationId());
        add(headers, EventHeaders.CAUSATION_ID, metadata.causationId());
        add(headers, EventHeaders.ACTOR, metadata.actor());
        add(headers, EventHeaders.COMMAND_ID, metadata.commandId());
        add(headers, EventHeaders.IMPORTED, metadata.isImported() ? "true" : null);
        return record;
    }

    static ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> record, TraceContext trace) {
        Headers headers = record.headers();
        add(headers, EventHeaders.TRACEPARENT, trace.traceparent());
        add(headers, EventHeaders.TRACESTATE, trace.tracestate());
        add(headers, EventHeaders.BAGGAGE, trace.baggage());
        return record;
    }

    /** The trace of the event's append, empty when it has none. */
    static TraceContext storedTrace(EventMetadata metadata) {
        return new TraceContext(metadata.traceparent(), metadata.tracestate(), metadata.baggage());
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, utf8(value));
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
