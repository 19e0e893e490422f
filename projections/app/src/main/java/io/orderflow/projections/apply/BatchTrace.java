package io.orderflow.projections.apply;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.contract.EventHeaders;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of one attempt to apply a batch. A statement that writes rows of many events stands in the trace of the
 * first of them, with links to the others: one event at rest has its whole way in one trace.
 */
final class BatchTrace {
    /** SQL that may be refused. */
    interface Statement {
        void run() throws SQLException, CheckpointMovedException;
    }

    static final int LINKS_MAX = 128;
    private final Tracer tracer;
    private final String projection;
    private final Context poll;
    private final List<EventTrace> events = new ArrayList<>();

    BatchTrace(Tracer tracer, String projection, Context poll) {
        this.tracer = tracer;
        this.projection = projection;
        this.poll = poll;
    }

    EventTrace begin(ReceivedEvent event) {
        EventTrace trace = EventTrace.begin(tracer, projection, event, Span.fromContext(poll).getSpanContext());
        events.add(trace);
        return trace;
    }

    /** Runs the statement that writes rows of these events, in a span of its own. */
    void upsert(String table, int rows, List<EventTrace> of, Statement statement)
            throws SQLException, CheckpointMovedException {
        SpanBuilder builder = tracer.spanBuilder(SpanName.UPSERT.of(table))
            .setSpanKind(SpanName.UPSERT.kind())
            .setParent(of.getFirst().projectContext())
            .setAttribute(SpanAttributes.DB_SYSTEM_NAME, "postgresql")
            .setAttribute(SpanAttributes.DB_NAMESPACE, "orderflow|read_model")
            .setAttribute(SpanAttributes.DB_OPERATION_NAME, "UPSERT")
            .setAttribute(SpanAttributes.DB_COLLECTION_NAME, table)
            .setAttribute(SpanAttributes.DB_QUERY_SUMMARY, SpanName.UPSERT.of(table))
            .setAttribute(SpanAttributes.CQRS_PROJECTION_NAME, projection);
        if (rows > 1) {
            builder.setAttribute(SpanAttributes.DB_OPERATION_BATCH_SIZE, (long) rows);
        }
        of.stream().skip(1).limit(LINKS_MAX).forEach(it -> builder.addLink(it.processSpanContext()));
        run(builder.startSpan(), statement);
    }

    /** Runs what ends the transaction; a batch without an event of interest shows it under its poll. */
    void commit(Statement statement) throws SQLException, CheckpointMovedException {
        Span span = tracer.spanBuilder(SpanName.COMMIT.of(EventHeaders.TOPIC))
            .setSpanKind(SpanName.COMMIT.kind())
            .setParent(events.isEmpty() ? poll : events.getFirst().processContext())
            .setAttribute(SpanAttributes.MESSAGING_SYSTEM, "kafka")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_NAME, "commit")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_TYPE, "settle")
            .setAttribute(SpanAttributes.MESSAGING_DESTINATION_NAME, EventHeaders.TOPIC)
            .setAttribute(SpanAttributes.CQRS_PROJECTION_NAME, projection)
            .startSpan();
        run(span, statement);
    }

    private static void run(Span span, Statement statement) throws SQLException, CheckpointMovedException {
        try {
            statement.run();
        } catch (SQLException failure) {
            if (failure.getSQLState() != null) {
                span.setAttribute(SpanAttributes.DB_RESPONSE_STATUS_CODE, failure.getSQLState());
            }
            fail(span, failure);
            throw failure;
        } catch (CheckpointMovedException | RuntimeException failure) {
            fail(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    static void fail(Span span, Throwable failure) {
        span.setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
        span.recordException(failure);
        span.setStatus(StatusCode.ERROR);
    }

    /** Ends the spans of all events, whose transaction was rolled back. */
    void abandon(Throwable failure) {
        events.forEach(it -> it.abandon(failure));
    }

    /** The span of a poll that brought records; it has ended when this returns. */
    static Context poll(Tracer tracer, String group, String clientId, Instant began,
            List<KafkaRecord> records) {
        SpanBuilder builder = tracer.spanBuilder(SpanName.POLL.of(EventHeaders.TOPIC))
            .setSpanKind(SpanName.POLL.kind())
            .setNoParent()
            .setStartTimestamp(began)
            .setAttribute(SpanAttributes.MESSAGING_SYSTEM, "kafka")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_NAME, "poll")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_TYPE, "receive")
            .setAttribute(SpanAttributes.MESSAGING_DESTINATION_NAME, EventHeaders.TOPIC)
            .setAttribute(SpanAttributes.MESSAGING_CONSUMER_GROUP_NAME, group)
            .setAttribute(SpanAttributes.MESSAGING_CLIENT_ID, clientId)
            .setAttribute(SpanAttributes.MESSAGING_BATCH_MESSAGE_COUNT, (long) records.size());
        records.stream().limit(LINKS_MAX).forEach(it -> link(builder, it));
        Span span = builder.startSpan();
        span.end();
        return Context.root().with(span);
    }

    private static void link(SpanBuilder builder, KafkaRecord record) {
        SpanContext sent = record.trace().spanContext();
        String eventId = record.header(EventHeaders.EVENT_ID);
        if (sent.isValid()) {
            builder.addLink(sent, eventId == null
                    ? Attributes.empty()
                    : Attributes.of(SpanAttributes.MESSAGING_MESSAGE_ID, eventId));
        }
    }
}
