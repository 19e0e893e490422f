package io.orderflow.projections.apply;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.contract.EventHeaders;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.projections.observe.ConsumerGroup;
import io.orderflow.projections.observe.ProjectionMode;
import java.time.Duration;
import java.time.Instant;

/**
 * The spans of one event: {@code process}, which lasts until the commit, and {@code project} in it, which lasts until
 * its row is written. A young event continues the trace of its send; an old one starts a trace with a link, so that
 * traces end.
 */
final class EventTrace {
    private final ReceivedEvent event;
    private final ProjectionMode mode;
    private final Context processContext;
    private final Span process;
    private final Span project;

    private EventTrace(ReceivedEvent event, ProjectionMode mode, Context processContext, Span project) {
        this.event = event;
        this.mode = mode;
        this.processContext = processContext;
        this.process = Span.fromContext(processContext);
        this.project = project;
    }

    static EventTrace begin(Tracer tracer, String projection, ReceivedEvent event, Instant now, SpanContext poll) {
        Duration age = Duration.between(event.recordedAt(), now);
        ProjectionMode mode = ProjectionMode.ofAge(age);
        if (!event.trace().mayBeSampled()) {
            return new EventTrace(event, mode, Context.root(), Span.getInvalid());
        }
        Context parent = mode == ProjectionMode.LIVE ? event.trace().toContext() : Context.root();
        SpanBuilder process = tracer.spanBuilder(SpanName.PROCESS.of(EventHeaders.TOPIC))
            .setSpanKind(SpanName.PROCESS.kind())
            .setParent(parent);
        describe(process, projection, event);
        link(process, event.trace().spanContext());
        link(process, poll);
        Context processContext = parent.with(process.startSpan());
        Span project = tracer.spanBuilder(SpanName.PROJECT.of(projection))
            .setSpanKind(SpanName.PROJECT.kind())
            .setParent(processContext)
            .setAttribute(SpanAttributes.CQRS_PROJECTION_NAME, projection)
            .setAttribute(SpanAttributes.CQRS_PROJECTION_MODE, mode.tag())
            .setAttribute(SpanAttributes.CQRS_EVENT_TYPE, event.stored().type())
            .setAttribute(SpanAttributes.CQRS_EVENT_POSITION, event.position())
            .setAttribute(SpanAttributes.CQRS_EVENT_AGE_MS, Math.max(0, age.toMillis()))
            .startSpan();
        return new EventTrace(event, mode, processContext, project);
    }

    private static void describe(SpanBuilder span, String projection, ReceivedEvent event) {
        span.setAttribute(SpanAttributes.MESSAGING_SYSTEM, "kafka")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_NAME, "process")
            .setAttribute(SpanAttributes.MESSAGING_OPERATION_TYPE, "process")
            .setAttribute(SpanAttributes.MESSAGING_DESTINATION_NAME, EventHeaders.TOPIC)
            .setAttribute(SpanAttributes.MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(event.partition()))
            .setAttribute(SpanAttributes.MESSAGING_KAFKA_OFFSET, event.source().offset())
            .setAttribute(SpanAttributes.MESSAGING_KAFKA_MESSAGE_KEY, event.streamId())
            .setAttribute(SpanAttributes.MESSAGING_CLIENT_ID, ConsumerGroup.clientId(projection))
            .setAttribute(SpanAttributes.MESSAGING_CONSUMER_GROUP_NAME, ConsumerGroup.of(projection))
            .setAttribute(SpanAttributes.MESSAGING_MESSAGE_ID, event.eventId());
        if (event.correlationId() != null) {
            span.setAttribute(SpanAttributes.MESSAGING_CONVERSATION_ID, event.correlationId());
        }
    }

    private static void link(SpanBuilder span, SpanContext to) {
        if (to.isValid()) {
            span.addLink(to);
        }
    }

    /** False when there are no spans: the event's trace is not sampled. */
    boolean isRecorded() {
        return project.getSpanContext().isSampled();
    }

    ReceivedEvent event() {
        return event;
    }

    ProjectionMode mode() {
        return mode;
    }

    Context processContext() {
        return processContext;
    }

    SpanContext processSpanContext() {
        return process.getSpanContext();
    }

    Context projectContext() {
        return processContext.with(project);
    }

    SpanContext projectSpanContext() {
        return project.getSpanContext();
    }

    /** Ends both spans; runs what has to be measured within the event's own trace before. */
    void end(Runnable measurement) {
        if (!isRecorded()) {
            measurement.run();
            return;
        }
        processContext.wrap(measurement).run();
        project.end();
        process.end();
    }

    /** The event could not be applied. */
    void poisoned(Throwable failure) {
        BatchTrace.fail(project, failure);
        BatchTrace.fail(process, failure);
    }

    void abandon(Throwable failure) {
        poisoned(failure);
        project.end();
        process.end();
    }
}
