package io.orderflow.projections.apply;

import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.projections.fold.JsonRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That an event reached a projection, for the journey of its order.
 *
 * @param brokerMillis the broker's clock, since the epoch
 * @param polledMicros this process's clock when the poll returned, since the epoch
 */
record JourneyStep(
        long position,
        String orderId,
        String streamId,
        long version,
        String eventType,
        int partition,
        long kafkaOffset,
        long brokerMillis,
        long polledMicros,
        @Nullable String traceId,
        @Nullable String spanId) {
    private static final JsonRows<JourneyStep> ROWS = new JsonRows<>(JourneyStep.class);

    /**
     * @param project the span in which the event was folded; invalid when its trace is not sampled
     */
    static JourneyStep of(ReceivedEvent event, String orderId, SpanContext project) {
        boolean traced = project.isSampled();
        return new JourneyStep(event.position(), orderId.replace('\0', '\uFFFD'), event.streamId(), event.version(),
                event.stored().type(),
                event.partition(), event.source().offset(), event.source().brokerTimestamp().toEpochMilli(),
                ChronoUnit.MICROS.between(Instant.EPOCH, event.source().polledAt()),
                traced ? project.getTraceId() : null, traced ? project.getSpanId() : null);
    }

    static TextStatement insert(String projection, List<JourneyStep> steps) {
        return new TextStatement(
                """
                        INSERT INTO read_model.journey_step (position, projection, order_id, stream_id, version, event_type, partition,
                               kafka_offset, broker_timestamp, polled_at, projected_at, trace_id, span_id)
                        SELECT position, ?, order_id, stream_id, version, event_type, partition,
                               kafka_offset, timestamptz 'epoch' + broker_millis * interval '1 millisecond',
                               timestamptz 'epoch' + polled_micros * interval '1 microsecond', clock_timestamp(), trace_id, span_id
                          FROM json_to_recordset(?::json)
                            AS r (position bigint, order_id text, stream_id text, version bigint, event_type text, partition integer,
                                  kafka_offset bigint, broker_millis bigint, polled_micros bigint, trace_id text, span_id text)
                            ON CONFLICT (order_id, position, projection) DO NOTHING
                        """,
                projection, ROWS.toJson(steps));
    }
}
