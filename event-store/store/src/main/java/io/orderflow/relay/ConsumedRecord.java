package io.orderflow.relay;

import io.orderflow.contract.UnprovenRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as the consumer hands it over. */
record ConsumedRecord(ConsumerRecord<byte[], byte[]> record) implements UnprovenRecord {
    @Override
    public int partition() {
        return record.partition();
    }

    @Override
    public @Nullable String key() {
        return text(record.key());
    }

    @Override
    public @Nullable String header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    @Override
    public boolean hasPayload() {
        return record.value() != null;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
