package io.orderflow.projections.apply;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that was read before, or what an event of the log would be as one. */
record KeptRecord(
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value,
        Instant brokerTimestamp,
        Instant polledAt) implements KafkaRecord {
    KeptRecord {
        headers = Map.copyOf(headers);
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public boolean hasPayload() {
        return value != null;
    }
}
