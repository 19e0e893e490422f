package io.orderflow.projections.apply;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.IsoTime;
import io.orderflow.contract.StoredForm;
import io.orderflow.observability.TraceContext;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record whose headers were read; its payload may still turn out unreadable.
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
    /**
     * @throws MalformedRecordException when a header that every event has is missing or cannot be read
     */
    static ReceivedEvent of(KafkaRecord source) {
        String streamId = text(source, EventHeaders.STREAM);
        if (!streamId.equals(source.key()) || !streamId.equals(source.sequence())) {
            throw new MalformedRecordException("the key is not the stream " + streamId);
        }
        if (source.value() == null) {
            throw new MalformedRecordException("the record has no payload");
        }
        return new ReceivedEvent(
                text(source, EventHeaders.EVENT_ID),
                streamId,
                text(source, EventHeaders.STREAM_TYPE),
                number(source, EventHeaders.VERSION),
                number(source, EventHeaders.POSITION),
                new StoredForm(text(source, EventHeaders.EVENT_TYPE),
                        Math.toIntExact(Math.min(number(source, EventHeaders.SCHEMA_VERSION), Integer.MAX_VALUE)),
                        source.value()),
                time(source),
                source.header(EventHeaders.CORRELATION_ID),
                source.trace(),
                source);
    }

    public int partition() {
        return source.partition();
    }

    private static String text(KafkaRecord source, String header) {
        String value = source.header(header);
        if (value == null || value.isEmpty()) {
            throw new MalformedRecordException("header " + header + " is missing");
        }
        return value;
    }

    private static long number(KafkaRecord source, String header) {
        String value = text(source, header);
        try {
            long number = Long.parseLong(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is not positive.
        }
        throw new MalformedRecordException("header " + header + " is no positive number: " + value);
    }

    private static Instant time(KafkaRecord source) {
        String value = text(source, EventHeaders.TIMESTAMP);
        try {
            return IsoTime.parse(value);
        } catch (DateTimeException e) {
            throw new MalformedRecordException("header " + EventHeaders.TIMESTAMP + " is no time: " + value);
        }
    }
}
