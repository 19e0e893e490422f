package io.orderflow.query.consistency;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.http.ApiProblem;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way that every read goes: wait for the client's token, take the position, then run the SQL, so that the answer
 * includes at least what its {@code Read-Position} says; all of it in a span of its own.
 */
public final class Reads {
    private final ReadGate gate;
    private final LastEventTrace traces;
    private final Tracer tracer;
    private final Map<QueryType, Timer> staleness = new EnumMap<>(QueryType.class);

    Reads(ReadGate gate, LastEventTrace traces, Tracer tracer, MeterRegistry meters) {
        this.gate = gate;
        this.traces = traces;
        this.tracer = tracer;
        for (QueryType type : QueryType.values()) {
            staleness.put(type, Meters.timer(meters, MeterName.QUERY_STALENESS, "query", type.typeName()));
        }
    }

    /**
     * Runs the query on the calling thread and sets the header fields of its position, also when it fails later.
     *
     * @throws ApiProblem when the token is no token, or its position is not reached in time
     */
    public <T> T answer(QueryType type, HttpServletRequest request, HttpServletResponse response, Supplier<T> query) {
        Span span = Spans.start(tracer, SpanName.QUERY, type.typeName());
        try (Scope _ = span.makeCurrent()) {
            pass(type, request, response, span);
            return query.get();
        } catch (ApiProblem answer) {
            throw answer;
        } catch (RuntimeException failure) {
            Spans.fail(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    private void pass(QueryType type, HttpServletRequest request, HttpServletResponse response, Span span) {
        Optional<ConsistencyToken> token = ConsistencyToken.of(request);
        Preferences preferences = Preferences.of(request);
        ReadGate.Passed passed = gate.pass(type.readModel(), token, preferences);
        ReadPoint point = passed.point();
        response.setHeader(ApiHeaders.READ_POSITION, Long.toString(point.position()));
        response.setHeader(ApiHeaders.READ_LAG_MS, Long.toString(point.lag().toMillis()));
        if (token.isPresent()) {
            tellApplied(preferences, passed, response);
        }
        record(type, passed, span);
    }

    private void record(QueryType type, ReadGate.Passed passed, Span span) {
        ReadPoint point = passed.point();
        Timer timer = staleness.get(type);
        if (timer != null) {
            timer.record(point.lag());
        }
        if (span.isRecording()) {
            describe(type, passed, span);
        }
    }

    private void describe(QueryType type, ReadGate.Passed passed, Span span) {
        ReadPoint point = passed.point();
        span.setAttribute(SpanAttributes.CQRS_QUERY_TYPE, type.typeName());
        span.setAttribute(SpanAttributes.CQRS_READ_POSITION, point.position());
        span.setAttribute(SpanAttributes.CQRS_QUERY_STALENESS_MS, point.lag().toMillis());
        span.setAttribute(SpanAttributes.CQRS_QUERY_WAITED_MS, passed.waited().toMillis());
        if (point.position() > 0) {
            SpanContext writer = traces.at(point.position());
            if (writer.isValid()) {
                span.addLink(writer, Attributes.of(SpanAttributes.CQRS_READ_POSITION, point.position()));
            }
        }
    }

    private static void tellApplied(Preferences preferences, ReadGate.Passed passed, HttpServletResponse response) {
        List<String> applied = new ArrayList<>();
        if (preferences.patience().isPositive()) {
            applied.add("wait=" + preferences.patience().toSeconds());
        }
        if (!passed.reached()) {
            applied.add("handling=lenient");
        }
        if (!applied.isEmpty()) {
            response.setHeader(ApiHeaders.PREFERENCE_APPLIED, String.join(", ", applied));
        }
    }
}
