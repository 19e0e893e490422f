package io.orderflow.projections.apply;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.UnprovenRecord;
import io.orderflow.observability.TraceContext;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as it came from Kafka, or as it was kept as a dead letter. */
public sealed interface KafkaRecord extends UnprovenRecord permits PolledRecord, KeptRecord {
    static KafkaRecord of(ConsumerRecord<byte[], byte[]> polled, Instant polledAt) {
        return new PolledRecord(polled, polledAt);
    }

    long offset();

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
}
