package io.orderflow.command.aggregate;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.command.dispatch.CommandBatches.Outcome;
import io.orderflow.command.dispatch.CommandBatches.Request;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.StreamName;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import io.orderflow.observability.TraceContext;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command of a batch on its way to its outcome, with its span where its trace is sampled. */
final class OpenCommand {
    private final Request request;
    private final Instant begun;
    private final long begunNanos = System.nanoTime();
    private final @Nullable Span span;
    private final Context context;
    private long retries;
    private boolean alone;
    private @Nullable Outcome outcome;

    OpenCommand(Request request, Tracer tracer, Instant begun) {
        this.request = request;
        this.begun = begun;
        span = Span.fromContext(request.parent()).getSpanContext().isSampled() ? span(request, tracer) : null;
        context = span == null ? request.parent() : request.parent().with(span);
    }

    private static Span span(Request request, Tracer tracer) {
        DomainCommand command = request.command();
        return tracer.spanBuilder(SpanName.COMMAND.of(command.type()))
            .setSpanKind(SpanName.COMMAND.kind())
            .setParent(request.parent())
            .setAttribute(SpanAttributes.CQRS_COMMAND_TYPE, command.type())
            .setAttribute(SpanAttributes.CQRS_AGGREGATE_TYPE, command.stream().kind().aggregateType())
            .startSpan();
    }

    DomainCommand command() {
        return request.command();
    }

    CommandContext commandContext() {
        return request.context();
    }

    StreamName stream() {
        return request.command().stream();
    }

    /** In which the append happens. */
    Context context() {
        return context;
    }

    boolean isSampled() {
        return span != null;
    }

    boolean isOpen() {
        return outcome == null;
    }

    Outcome outcome() {
        return Objects.requireNonNull(outcome);
    }

    long nanos() {
        return System.nanoTime() - begunNanos;
    }

    void retried() {
        retries++;
    }

    boolean wasRetried() {
        return retries > 0;
    }

    /** From now on it shares no append with others. */
    void goAlone() {
        alone = true;
    }

    boolean goesAlone() {
        return alone;
    }

    void done(CommandResult result, String outcomeTag) {
        outcome = new Outcome.Done(result);
        if (span != null) {
            span.setAttribute(SpanAttributes.CQRS_COMMAND_OUTCOME, outcomeTag);
            end(span);
        }
    }

    void failed(RuntimeException failure) {
        outcome = new Outcome.Failed(failure);
        abandoned(failure);
    }

    /** It stays open: whoever repeats it opens another one. */
    void abandoned(Throwable failure) {
        if (span != null) {
            Spans.fail(span, failure);
            end(span);
        }
    }

    private void end(Span ended) {
        ended.setAttribute(SpanAttributes.CQRS_RETRY_COUNT, retries);
        ended.end();
    }

    /**
     * @param append the span of the append that stores the events; null when the trace is not sampled
     */
    EventMetadata metadata(@Nullable Span append) {
        CommandContext it = request.context();
        TraceContext trace = append == null ? request.trace() : TraceContext.of(context.with(append));
        return new EventMetadata(it.actor(), it.commandId().toString(), command().type(), it.correlationId(),
                it.causationId(), trace.traceparent(), trace.tracestate(), trace.baggage(),
                it.imported() ? true : null, null, null, null, begun,
                span == null ? null : span.getSpanContext().getSpanId());
    }
}
