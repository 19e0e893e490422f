package io.orderflow.projections.apply;

import io.orderflow.contract.EventHeaders;
import io.orderflow.observability.TraceContext;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as it came from Kafka, or as it was kept as a dead letter. */
public sealed interface KafkaRecord permits PolledRecord, KeptRecord {
    static KafkaRecord of(ConsumerRecord<byte[], byte[]> polled, Instant polledAt) {
        return new PolledRecord(polled, polledAt);
    }

    int partition();

    long offset();

    @Nullable
    String key();

    /** The last header of this name, as UTF-8 text. */
    @Nullable
    String header(String name);

    /** The last header of each name, as UTF-8 text. */
    Map<String, String> headers();

    /** Read from the bytes with each call: ask for it only when it is wanted. */
    @Nullable
    String value();

    Instant brokerTimestamp();

    /** This process's clock when the poll returned. */
    Instant polledAt();

    /** Of the send. */
    default TraceContext trace() {
        return new TraceContext(header(EventHeaders.TRACEPARENT), header(EventHeaders.TRACESTATE),
                header(EventHeaders.BAGGAGE));
    }

    /** False when no span is wanted for it. */
    default boolean mayBeSampled() {
        return new TraceContext(header(EventHeaders.TRACEPARENT), null, null).mayBeSampled();
    }

    /**
     * Names the sequence that waits when this record cannot be applied; a record without a key has one of its own. What
     * PostgreSQL cannot hold is replaced.
     */
    default String sequence() {
        String key = key();
        return key == null || key.isEmpty() ? "unkeyed-" + partition() + "-" + offset() : key.replace('\0', '\uFFFD');
    }
}
