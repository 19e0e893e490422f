package io.orderflow.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.observability.Saturation;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Spans and meters of the relay. */
final class RelayTelemetry implements RelayObserver {
    private static final int LINKS_MAX = 128;

    private final Tracer tracer;
    private final MeterRegistry meters;
    private final String topic;
    private final Timer publishDelay;
    private final Counter failures;
    private volatile long position;
    private volatile long epoch;
    private volatile boolean leader;
    private volatile DoubleSupplier queue = () -> 0;

    RelayTelemetry(Tracer tracer, MeterRegistry meters, RelaySettings settings) {
        String shard = Integer.toString(settings.shard().index());
        this.tracer = tracer;
        this.meters = meters;
        this.topic = settings.topic();
        publishDelay = Meters.timer(meters, MeterName.RELAY_PUBLISH_DELAY, "topic", topic);
        failures = Meters.counter(meters, MeterName.RELAY_FAILURES, "shard", shard);
        Meters.gauge(meters, MeterName.RELAY_POSITION, "", () -> position, "shard", shard);
        Meters.gauge(meters, MeterName.RELAY_EPOCH, "", () -> epoch, "shard", shard);
        Saturation.register(meters, "relay_queue", () -> queue.getAsDouble());
        Meters.gauge(meters, MeterName.RELAY_LEADER, "", () -> leader ? 1 : 0, "shard", shard);
    }

    @Override
    public void leads(long newEpoch) {
        epoch = newEpoch;
        leader = true;
    }

    @Override
    public void leadsNoLonger() {
        leader = false;
        queue = () -> 0;
    }

    @Override
    public void readsAhead(DoubleSupplier saturation) {
        queue = saturation;
    }

    @Override
    public void advanced(long newPosition) {
        position = newPosition;
    }

    @Override
    public void failed() {
        failures.increment();
    }

    @Override
    public Batch begin(List<RecordedEvent> events, List<EventMetadata> metadata) {
        return new TracedBatch(events, metadata);
    }

    /**
     * One Kafka transaction: a root span with links to the sampled appends, none when there are none, and a span for
     * each event in the trace of its append.
     */
    private final class TracedBatch implements Batch {
        private final Span span;
        private final List<@Nullable Span> sends;

        TracedBatch(List<RecordedEvent> events, List<EventMetadata> metadata) {
            Set<SpanContext> links = links(metadata);
            span = links.isEmpty() ? Span.getInvalid() : span(events, links);
            sends = new ArrayList<>(events.size());
        }

        private Span span(List<RecordedEvent> events, Set<SpanContext> links) {
            SpanBuilder builder = tracer.spanBuilder(SpanName.RELAY.of(topic))
                .setNoParent()
                .setSpanKind(SpanName.RELAY.kind())
                .setAttribute(SpanAttributes.MESSAGING_BATCH_MESSAGE_COUNT, (long) events.size())
                .setAttribute(SpanAttributes.RELAY_POSITION_FIRST, events.getFirst().position())
                .setAttribute(SpanAttributes.RELAY_POSITION_LAST, events.getLast().position());
            links.forEach(builder::addLink);
            return builder.startSpan();
        }

        private static Set<SpanContext> links(List<EventMetadata> metadata) {
            Set<SpanContext> links = new LinkedHashSet<>();
            for (EventMetadata each : metadata) {
                SpanContext append = EventRecords.storedTrace(each).sampledSpan();
                if (append.isValid()) {
                    links.add(append);
                }
                if (links.size() == LINKS_MAX) {
                    break;
                }
            }
            return links;
        }

        /** Starts the event's send span, which the record's headers name. */
        @Override
        public TraceContext sending(RecordedEvent event, EventMetadata metadata) {
            TraceContext stored = EventRecords.storedTrace(metadata);
            Context append = stored.mayBeSampled() ? stored.toContext() : Context.root();
            if (!Span.fromContext(append).getSpanContext().isSampled()) {
                sends.add(null);
                return stored;
            }
            Span send = tracer.spanBuilder(SpanName.SEND.of(topic))
                .setParent(append)
                .addLink(span.getSpanContext())
                .setSpanKind(SpanName.SEND.kind())
                .setAttribute(SpanAttributes.MESSAGING_SYSTEM, "kafka")
                .setAttribute(SpanAttributes.MESSAGING_OPERATION_NAME, "send")
                .setAttribute(SpanAttributes.MESSAGING_OPERATION_TYPE, "send")
                .setAttribute(SpanAttributes.MESSAGING_DESTINATION_NAME, topic)
                .setAttribute(SpanAttributes.MESSAGING_KAFKA_MESSAGE_KEY, event.streamId())
                .setAttribute(SpanAttributes.MESSAGING_MESSAGE_ID, event.eventId().toString())
                .startSpan();
            if (metadata.correlationId() != null) {
                send.setAttribute(SpanAttributes.MESSAGING_CONVERSATION_ID, metadata.correlationId());
            }
            sends.add(send);
            return TraceContext.of(append.with(send));
        }

        @Override
        public void committed(List<RecordedEvent> events, List<RecordMetadata> records) {
            Instant now = Instant.now();
            for (int i = 0; i < events.size(); i++) {
                publishDelay.record(Meters.clampedLag(meters, Duration.between(events.get(i).recordedAt(), now)));
                endSend(sends.get(i), records.get(i));
            }
            span.end();
        }

        private static void endSend(@Nullable Span send, RecordMetadata record) {
            if (send != null) {
                send.setAttribute(SpanAttributes.MESSAGING_DESTINATION_PARTITION_ID,
                        Integer.toString(record.partition()));
                send.setAttribute(SpanAttributes.MESSAGING_KAFKA_OFFSET, record.offset());
                send.end();
            }
        }

        @Override
        public void failed() {
            span.setStatus(StatusCode.ERROR);
            for (Span send : sends) {
                if (send != null) {
                    send.setStatus(StatusCode.ERROR);
                    send.end();
                }
            }
            span.end();
        }
    }
}
