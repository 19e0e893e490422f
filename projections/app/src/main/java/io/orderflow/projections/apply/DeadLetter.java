package io.orderflow.projections.apply;

import io.orderflow.contract.EventHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code dead_letter} as it is written. Text that PostgreSQL cannot hold is replaced. */
record DeadLetter(
        String streamId,
        int partition,
        long kafkaOffset,
        @Nullable Long version,
        @Nullable Long position,
        @Nullable String eventType,
        @Nullable Long schemaVersion,
        @Nullable String payload,
        Map<String, String> headers,
        Instant brokerTimestamp,
        @Nullable String errorClass,
        @Nullable String errorMessage) {
    private static final int MESSAGE_LENGTH_MAX = 2_000;

    /**
     * @param failure null when the record only waits behind another
     */
    static DeadLetter of(KafkaRecord record, @Nullable Exception failure) {
        return new DeadLetter(storable(record.sequence()), record.partition(), record.offset(),
                number(record, EventHeaders.VERSION, Long.MAX_VALUE),
                number(record, EventHeaders.POSITION, Long.MAX_VALUE),
                storableOrNull(record.header(EventHeaders.EVENT_TYPE)),
                number(record, EventHeaders.SCHEMA_VERSION, Integer.MAX_VALUE), storableOrNull(record.value()),
                record.headers()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(it -> storable(it.getKey()), it -> storable(it.getValue()), (a, b) -> b)),
                record.brokerTimestamp(), failure == null ? null : failure.getClass().getName(),
                failure == null ? null : message(failure));
    }

    static String message(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String storable = message.replace('\0', '\uFFFD');
        return storable.length() <= MESSAGE_LENGTH_MAX ? storable : storable.substring(0, MESSAGE_LENGTH_MAX);
    }

    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    private static @Nullable Long number(KafkaRecord record, String header, long max) {
        String text = record.header(header);
        try {
            Long number = text == null ? null : Long.valueOf(text);
            return number != null && number <= max && number >= 0 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
