package io.orderflow.projections.apply;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code dead_letter} as it is written. Text that PostgreSQL cannot hold is replaced. */
record DeadLetter(
        String streamId,
        int partition,
        long kafkaOffset,
        long version,
        long position,
        String eventType,
        int schemaVersion,
        String payload,
        Map<String, String> headers,
        Instant brokerTimestamp,
        @Nullable String errorClass,
        @Nullable String errorMessage) {
    private static final int MESSAGE_LENGTH_MAX = 2_000;

    /**
     * @param failure null when the event only waits behind another
     */
    static DeadLetter of(ReceivedEvent event, @Nullable Exception failure) {
        KafkaRecord record = event.source();
        return new DeadLetter(event.streamId(), record.partition(), record.offset(), event.version(), event.position(),
                event.stored().type(), event.stored().schemaVersion(), StorableText.of(event.stored().payload()),
                record.headers()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(it -> StorableText.of(it.getKey()), it -> StorableText.of(it.getValue()),
                            (a, b) -> b)),
                record.brokerTimestamp(), failure == null ? null : failure.getClass().getName(),
                failure == null ? null : message(failure));
    }

    static String message(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return StorableText.cut(message, MESSAGE_LENGTH_MAX);
    }
}
