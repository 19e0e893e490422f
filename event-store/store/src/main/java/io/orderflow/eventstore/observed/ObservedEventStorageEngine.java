package io.orderflow.eventstore.observed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.axon.CommandScope;
import io.orderflow.eventstore.axon.DuplicateCommandException;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Measures appends. The span of the append is the trace context that is stored with its events. Thread-safe as its
 * delegate.
 */
public final class ObservedEventStorageEngine implements EventStorageEngine {
    private final EventStorageEngine delegate;
    private final Tracer tracer;
    private final MeterRegistry meters;
    private final Map<String, Timer> appends = new ConcurrentHashMap<>();

    public ObservedEventStorageEngine(EventStorageEngine delegate, Tracer tracer, MeterRegistry meters) {
        this.delegate = delegate;
        this.tracer = tracer;
        this.meters = meters;
        for (StreamName.Kind kind : StreamName.Kind.values()) {
            appends(kind.aggregateType());
            conflicts(kind.aggregateType()).increment(0);
        }
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        String aggregateType = ((DomainEventMessage<?>) events.getFirst()).getType();
        Span span = Spans.start(tracer, SpanName.APPEND, aggregateType);
        Timer.Sample time = Timer.start(meters);
        try (var _ = span.makeCurrent()) {
            delegate.appendEvents(events);
            if (span.isRecording()) {
                CommandScope.CURRENT.get().appended().ifPresent(it -> describe(span, it));
            }
        } catch (ConcurrencyException | AggregateStreamCreationException conflict) {
            conflicts(aggregateType).increment();
            throw conflict;
        } catch (DuplicateCommandException repeated) {
            throw repeated;
        } catch (RuntimeException failure) {
            Spans.fail(span, failure);
            throw failure;
        } finally {
            time.stop(appends(aggregateType));
            span.end();
        }
    }

    private static void describe(Span span, AppendResult.Appended appended) {
        span.setAttribute(SpanAttributes.EVENT_COUNT, appended.lastVersion() - appended.firstVersion() + 1);
        span.setAttribute(SpanAttributes.POSITION_FIRST, appended.firstPosition());
        span.setAttribute(SpanAttributes.POSITION_LAST, appended.lastPosition());
        span.setAttribute(SpanAttributes.STREAM_VERSION, appended.lastVersion());
    }

    private Timer appends(String aggregateType) {
        return appends.computeIfAbsent(aggregateType,
                type -> Meters.timer(meters, MeterName.APPEND_DURATION, "aggregate_type", type));
    }

    private Counter conflicts(String aggregateType) {
        return Meters.counter(meters, MeterName.APPEND_CONFLICTS, "aggregate_type", aggregateType);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        delegate.storeSnapshot(snapshot);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return delegate.readEvents(token, mayBlock);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return delegate.readEvents(aggregateIdentifier, firstSequenceNumber);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return delegate.readSnapshot(aggregateIdentifier);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return delegate.lastSequenceNumberFor(aggregateIdentifier);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return delegate.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return delegate.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return delegate.createTokenAt(dateTime);
    }
}
