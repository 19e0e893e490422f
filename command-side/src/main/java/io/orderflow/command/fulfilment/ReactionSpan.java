package io.orderflow.command.fulfilment;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.contract.OrderId;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import io.orderflow.observability.TraceContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The span of a reaction: a child of what caused it while that is young; afterwards a root with a link, so that a trace
 * that was closed long ago does not grow. Where the trace is not sampled there is no span, and its context goes on as
 * it came.
 */
final class ReactionSpan {
    /**
     * One reaction's place in its trace.
     *
     * @param context in which its commands and calls happen
     * @param trace what is stored with the instance
     */
    record Reacting(Context context, TraceContext trace, @Nullable Span span) {
        void end() {
            if (span != null) {
                span.end();
            }
        }

        void failed(Throwable failure) {
            if (span != null) {
                Spans.fail(span, failure);
            }
        }

        /** For a call that leaves the process: its headers carry the trace also when it is not sampled. */
        Context outgoing() {
            return span == null ? trace.toContext() : context;
        }
    }

    private static final Duration YOUNG = Duration.ofMinutes(10);
    private static final String NAME = SpanName.REACT.of("OrderFulfilment");

    private final Tracer tracer;

    ReactionSpan(Tracer tracer) {
        this.tracer = tracer;
    }

    Reacting reactTo(LoggedEvent event, Instant now) {
        Reacting reacting = start(event.trace(), event.orderId(), event.recorded().recordedAt(), now);
        Span span = reacting.span();
        if (span != null && span.isRecording()) {
            span.setAttribute(SpanAttributes.CQRS_EVENT_TYPE, event.recorded().type());
            span.setAttribute(SpanAttributes.CQRS_EVENT_POSITION, event.recorded().position());
        }
        return reacting;
    }

    /** For work that the passing of time or an answer brought about: it continues the trace of the event before. */
    Reacting continueOf(Fulfilment state, Instant now) {
        TraceContext trace = new TraceContext(state.trail().traceparent(), state.trail().tracestate(), null);
        return start(trace, state.orderId(), state.progress().since(), now);
    }

    private Reacting start(TraceContext cause, OrderId order, Instant causedAt, Instant now) {
        if (cause.traceparent() != null && !cause.mayBeSampled()) {
            return new Reacting(Context.root(), cause, null);
        }
        var builder = tracer.spanBuilder(NAME).setSpanKind(SpanName.REACT.kind());
        Span span = Duration.between(causedAt, now).compareTo(YOUNG) < 0
                ? builder.setParent(cause.toContext()).startSpan()
                : builder.setParent(Context.root()).addLink(cause.spanContext()).startSpan();
        if (span.isRecording()) {
            span.setAttribute(SpanAttributes.ORDER_ID, order.value());
        }
        Context context = cause.toContext().with(span);
        return new Reacting(context, TraceContext.of(context), span);
    }
}
