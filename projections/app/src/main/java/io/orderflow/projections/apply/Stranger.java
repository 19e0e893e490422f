package io.orderflow.projections.apply;

import io.orderflow.contract.EventClaim;
import io.orderflow.contract.StrangerReason;
import io.orderflow.projections.fold.JsonRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code stranger} as it is written: enough of a record that is not the log's to find out who wrote it, and
 * nothing of its payload.
 */
record Stranger(
        int partition,
        long kafkaOffset,
        StrangerReason reason,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable Instant brokerTimestamp) {
    /** Rows that are kept, the newest, for all projections together. */
    static final int KEPT_MAX = 1_000;
    static final int KEY_LENGTH_MAX = 64;
    static final int HEADERS_MAX = 24;
    static final int HEADER_LENGTH_MAX = 128;
    private static final JsonRows<Stranger> ROWS = new JsonRows<>(Stranger.class);

    static Stranger of(KafkaRecord record, StrangerReason reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .limit(HEADERS_MAX)
            .forEach(it -> headers.put(StorableText.cut(it.getKey(), HEADER_LENGTH_MAX),
                    StorableText.cut(it.getValue(), HEADER_LENGTH_MAX)));
        String key = record.key();
        Instant at = record.brokerTimestamp();
        boolean isTime = !at.isBefore(EventClaim.EARLIEST) && !at.isAfter(EventClaim.LATEST);
        return new Stranger(record.partition(), record.offset(), reason,
                key == null ? null : StorableText.cut(key, KEY_LENGTH_MAX), headers, isTime ? at : null);
    }

    /** In one order for all projections, so that they do not wait for each other in a circle. */
    static List<TextStatement> keep(String topicId, List<Stranger> strangers) {
        Comparator<Stranger> place = Comparator.comparingInt(Stranger::partition)
            .thenComparingLong(Stranger::kafkaOffset);
        List<Stranger> newest = strangers.subList(Math.max(0, strangers.size() - KEPT_MAX), strangers.size());
        return List.of(insert(topicId, newest.stream().sorted(place).toList()), trim());
    }

    private static TextStatement insert(String topicId, List<Stranger> strangers) {
        return new TextStatement(
                """
                        INSERT INTO read_model.stranger (topic_id, partition, kafka_offset, reason, key, headers, broker_timestamp)
                        SELECT ?, partition, kafka_offset, lower(reason), key, headers, broker_timestamp
                          FROM json_to_recordset(?::json)
                            AS r (partition integer, kafka_offset bigint, reason text, key text, headers json, broker_timestamp timestamptz)
                            ON CONFLICT DO NOTHING
                        """,
                topicId, ROWS.toJson(strangers));
    }

    private static TextStatement trim() {
        return new TextStatement("""
                DELETE FROM read_model.stranger
                 WHERE (topic_id, partition, kafka_offset) IN (
                       SELECT topic_id, partition, kafka_offset
                         FROM read_model.stranger
                        ORDER BY seen_at DESC, topic_id, partition, kafka_offset
                       OFFSET ?::bigint
                          FOR UPDATE SKIP LOCKED)
                """, Integer.toString(KEPT_MAX));
    }
}
