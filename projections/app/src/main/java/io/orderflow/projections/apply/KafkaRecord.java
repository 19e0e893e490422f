package io.orderflow.projections.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderflow.contract.EventHeaders;
import io.orderflow.observability.TraceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from Kafka, or as it was kept as a dead letter.
 *
 * @param headers the last header of each name, as UTF-8 text
 * @param polledAt this process's clock when the poll returned
 */
public record KafkaRecord(
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value,
        Instant brokerTimestamp,
        Instant polledAt) {
    public KafkaRecord {
        headers = Map.copyOf(headers);
    }

    public static KafkaRecord of(ConsumerRecord<byte[], byte[]> polled, Instant polledAt) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : polled.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return new KafkaRecord(polled.partition(), polled.offset(), text(polled.key()), headers, text(polled.value()),
                Instant.ofEpochMilli(polled.timestamp()), polledAt);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Of the send. */
    TraceContext trace() {
        return new TraceContext(header(EventHeaders.TRACEPARENT), header(EventHeaders.TRACESTATE),
                header(EventHeaders.BAGGAGE));
    }

    /**
     * Names the sequence that waits when this record cannot be applied; a record without a key has one of its own. What
     * PostgreSQL cannot hold is replaced.
     */
    String sequence() {
        return key == null || key.isEmpty() ? "unkeyed-" + partition + "-" + offset : key.replace('\0', '\uFFFD');
    }
}
