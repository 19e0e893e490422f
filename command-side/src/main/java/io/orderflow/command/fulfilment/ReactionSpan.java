package io.orderflow.command.fulfilment;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.orderflow.contract.OrderId;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/**
 * The span of a reaction: a child of what caused it while that is young; afterwards a root with a link, so that a trace
 * that was closed long ago does not grow.
 */
final class ReactionSpan {
    private static final Duration YOUNG = Duration.ofMinutes(10);
    private static final String NAME = SpanName.REACT.of("OrderFulfilment");

    private final Tracer tracer;

    ReactionSpan(Tracer tracer) {
        this.tracer = tracer;
    }

    <T> T reactTo(LoggedEvent event, Instant now, Callable<T> reaction) throws Exception {
        Span span = start(event.trace(), event.orderId(), event.recorded().recordedAt(), now);
        span.setAttribute(SpanAttributes.CQRS_EVENT_TYPE, event.recorded().type());
        span.setAttribute(SpanAttributes.CQRS_EVENT_POSITION, event.recorded().position());
        return within(span, reaction);
    }

    /** For work that the passing of time brought about: it continues the trace of the event before. */
    <T> T continueOf(Fulfilment state, Instant now, Callable<T> work) throws Exception {
        TraceContext trace = new TraceContext(state.trail().traceparent(), state.trail().tracestate(), null);
        return within(start(trace, state.orderId(), state.progress().since(), now), work);
    }

    private Span start(TraceContext cause, OrderId order, Instant causedAt, Instant now) {
        var builder = tracer.spanBuilder(NAME)
            .setSpanKind(SpanName.REACT.kind())
            .setAttribute(SpanAttributes.ORDER_ID, order.value());
        return Duration.between(causedAt, now).compareTo(YOUNG) < 0
                ? builder.setParent(cause.toContext()).startSpan()
                : builder.setParent(Context.root()).addLink(cause.spanContext()).startSpan();
    }

    private static <T> T within(Span span, Callable<T> work) throws Exception {
        try (Scope _ = span.makeCurrent()) {
            return work.call();
        } catch (Exception failure) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
            throw failure;
        } finally {
            span.end();
        }
    }
}
