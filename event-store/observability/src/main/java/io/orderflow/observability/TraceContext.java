package io.orderflow.observability;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context as it travels in event metadata and Kafka headers. It is kept also when the trace is not sampled,
 * with its flags.
 *
 * @param traceparent null when there was no trace
 * @param baggage only what {@link AllowedBaggage} lets travel
 */
public record TraceContext(@Nullable String traceparent, @Nullable String tracestate, @Nullable String baggage) {
    public static final TraceContext NONE = new TraceContext(null, null, null);
    /** Version, trace id, parent id and two digits of flags; W3C Trace Context, section 3.2. */
    private static final int FLAGS_LAST_DIGIT = 54;
    private static final TextMapPropagator SPAN = W3CTraceContextPropagator.getInstance();
    private static final TextMapPropagator PROPAGATOR = TextMapPropagator.composite(SPAN, AllowedBaggage.propagator());

    /** What the given context would send on. */
    public static TraceContext of(Context context) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (!span.getTraceState().isEmpty() || !Baggage.fromContext(context).isEmpty()) {
            return injected(context);
        }
        return span.isValid() ? new TraceContext(traceparent(span), null, null) : NONE;
    }

    public static TraceContext current() {
        return of(Context.current());
    }

    private static String traceparent(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }

    private static TraceContext injected(Context context) {
        Map<String, String> fields = HashMap.newHashMap(3);
        PROPAGATOR.inject(context, fields, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.put(key, value);
            }
        });
        return new TraceContext(fields.get("traceparent"), fields.get("tracestate"), fields.get("baggage"));
    }

    /** A context whose remote parent is this; the root context when there is none or it cannot be read. */
    public Context toContext() {
        return PROPAGATOR.extract(Context.root(), this, Getter.INSTANCE);
    }

    /** False when no span is wanted; true also when it takes a closer look to say so. Quicker than reading it all. */
    public boolean mayBeSampled() {
        return traceparent != null && traceparent.length() > FLAGS_LAST_DIGIT
                && (Character.digit(traceparent.charAt(FLAGS_LAST_DIGIT), 16) & 1) == 1;
    }

    /** The remote span of this context when it is sampled, else an invalid one. */
    public SpanContext sampledSpan() {
        if (!mayBeSampled()) {
            return SpanContext.getInvalid();
        }
        SpanContext span = spanContext();
        return span.isSampled() ? span : SpanContext.getInvalid();
    }

    /** The remote span of this context; invalid when there is none. */
    public SpanContext spanContext() {
        return traceparent == null
                ? SpanContext.getInvalid()
                : Span.fromContext(SPAN.extract(Context.root(), this, Getter.INSTANCE)).getSpanContext();
    }

    private enum Getter implements TextMapGetter<TraceContext> {
        INSTANCE;

        @Override
        public Iterable<String> keys(TraceContext carrier) {
            return Set.of("traceparent", "tracestate", "baggage");
        }

        @Override
        public @Nullable String get(@Nullable TraceContext carrier, String key) {
            if (carrier == null) {
                return null;
            }
            return switch (key) {
                case "traceparent" -> carrier.traceparent;
                case "tracestate" -> carrier.tracestate;
                case "baggage" -> carrier.baggage;
                default -> null;
            };
        }
    }
}
