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
import io.orderflow.projections.observe.ProjectionMeters;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one attempt to apply a batch, of those events whose trace is sampled; the others cost nothing. A
 * statement that writes rows of many events stands in the trace of the first of them, with links to the others: one
 * event at rest has its whole way in one trace.
 */
final class BatchTrace implements BatchObserver {
    static final int LINKS_MAX = 128;
    private final Tracer tracer;
    private final String projection;
    private final Context poll;
    private final Instant now = Instant.now();
    private final ProjectionMeters meters;
    private final IdentityHashMap<ReceivedEvent, EventTrace> events = new IdentityHashMap<>();
    /** The first event that has spans. */
    private @Nullable EventTrace recorded;

    BatchTrace(Tracer tracer, String projection, Context poll, ProjectionMeters meters) {
        this.tracer = tracer;
        this.projection = projection;
        this.poll = poll;
        this.meters = meters;
    }

    @Override
    public void began(ReceivedEvent event) {
        EventTrace trace = EventTrace.begin(tracer, projection, event, now, Span.fromContext(poll).getSpanContext());
        events.put(event, trace);
        if (recorded == null && trace.isRecorded()) {
            recorded = trace;
        }
    }

    @Override
    public SpanContext span(ReceivedEvent event) {
        return of(event).projectSpanContext();
    }

    @Override
    public void failed(ReceivedEvent event, Exception failure) {
        of(event).poisoned(failure);
    }

    private EventTrace of(ReceivedEvent event) {
        return Objects.requireNonNull(events.get(event));
    }

    /** In a span for each table. */
    @Override
    public void upserts(List<TableWrite> writes, Statement statement) throws SQLException, CheckpointMovedException {
        List<Span> spans = new ArrayList<>();
        for (TableWrite write : writes) {
            List<EventTrace> recorded = write.events().stream().map(this::of).filter(EventTrace::isRecorded).toList();
            if (!recorded.isEmpty()) {
                spans.add(upsert(write, recorded));
            }
        }
        run(spans, statement);
    }

    private Span upsert(TableWrite write, List<EventTrace> recorded) {
        String name = SpanName.UPSERT.of(write.table());
        SpanBuilder builder = tracer.spanBuilder(name)
            .setSpanKind(SpanName.UPSERT.kind())
            .setParent(recorded.getFirst().projectContext())
            .setAttribute(SpanAttributes.DB_SYSTEM_NAME, "postgresql")
            .setAttribute(SpanAttributes.DB_NAMESPACE, "orderflow|read_model")
            .setAttribute(SpanAttributes.DB_OPERATION_NAME, "UPSERT")
            .setAttribute(SpanAttributes.DB_COLLECTION_NAME, write.table())
            .setAttribute(SpanAttributes.DB_QUERY_SUMMARY, name)
            .setAttribute(SpanAttributes.CQRS_PROJECTION_NAME, projection);
        if (write.rows() > 1) {
            builder.setAttribute(SpanAttributes.DB_OPERATION_BATCH_SIZE, (long) write.rows());
        }
        recorded.stream().skip(1).limit(LINKS_MAX).forEach(it -> builder.addLink(it.processSpanContext()));
        return builder.startSpan();
    }

    /** A batch without an event of interest shows it under its poll. */
    @Override
    public void commit(Statement statement) throws SQLException, CheckpointMovedException {
        Context parent = recorded == null ? poll : recorded.processContext();
        if (!Span.fromContext(parent).getSpanContext().isSampled()) {
            statement.run();
            return;
        }
        Span span = tracer.spanBuilder(SpanName.COMMIT.of(EventHeaders.TOPIC))
            .setSpanKind(SpanName.COMMIT.kind())
            .setParent(parent)
            .setAttribute(SpanAttributes.MESSAGING_SYSTEM, "kafka")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_NAME, "commit")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_TYPE, "settle")
            .setAttribute(SpanAttributes.MESSAGING_DESTINATION_NAME, EventHeaders.TOPIC)
            .setAttribute(SpanAttributes.CQRS_PROJECTION_NAME, projection)
            .startSpan();
        run(List.of(span), statement);
    }

    private static void run(List<Span> spans, Statement statement) throws SQLException, CheckpointMovedException {
        try {
            statement.run();
        } catch (SQLException failure) {
            if (failure.getSQLState() != null) {
                spans.forEach(it -> it.setAttribute(SpanAttributes.DB_RESPONSE_STATUS_CODE, failure.getSQLState()));
            }
            spans.forEach(it -> fail(it, failure));
            throw failure;
        } catch (CheckpointMovedException | RuntimeException failure) {
            spans.forEach(it -> fail(it, failure));
            throw failure;
        } finally {
            spans.forEach(Span::end);
        }
    }

    static void fail(Span span, Throwable failure) {
        span.setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
        span.recordException(failure);
        span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void committed(BatchOutcome outcome) {
        Instant at = outcome.freshAt();
        events.values().forEach(it -> it.end(() -> {
            if (at != null) {
                meters.lag(it.event().partition(), it.mode(), Duration.between(it.event().recordedAt(), at));
            }
        }));
        outcome.tell(meters);
    }

    @Override
    public void abandoned(Throwable failure) {
        events.values().forEach(it -> it.abandon(failure));
    }

    /**
     * The span of a poll that brought records; it has ended when this returns. There is none when none of the records
     * is of a sampled trace.
     */
    static Context poll(Tracer tracer, String group, String clientId, Instant began, List<KafkaRecord> records) {
        List<KafkaRecord> sampled = records.stream().filter(KafkaRecord::mayBeSampled).toList();
        if (sampled.isEmpty()) {
            return Context.root();
        }
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
        sampled.stream().limit(LINKS_MAX).forEach(it -> link(builder, it));
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
