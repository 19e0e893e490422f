package io.orderflow.projections.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads of a polled record only what it is asked for: most projections pass over most records. */
final class PolledRecord implements KafkaRecord {
    private final ConsumerRecord<byte[], byte[]> polled;
    private final Instant polledAt;
    private final @Nullable String key;

    PolledRecord(ConsumerRecord<byte[], byte[]> polled, Instant polledAt) {
        this.polled = polled;
        this.polledAt = polledAt;
        this.key = text(polled.key());
    }

    @Override
    public int partition() {
        return polled.partition();
    }

    @Override
    public long offset() {
        return polled.offset();
    }

    @Override
    public @Nullable String key() {
        return key;
    }

    @Override
    public @Nullable String header(String name) {
        Header header = polled.headers().lastHeader(name);
        return header == null ? null : text(header);
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (Header header : polled.headers()) {
            headers.put(header.key(), text(header));
        }
        return headers;
    }

    @Override
    public @Nullable String value() {
        return text(polled.value());
    }

    /** Told by its size, which costs nothing. */
    @Override
    public boolean hasPayload() {
        return polled.serializedValueSize() >= 0;
    }

    @Override
    public Instant brokerTimestamp() {
        return Instant.ofEpochMilli(polled.timestamp());
    }

    @Override
    public Instant polledAt() {
        return polledAt;
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
