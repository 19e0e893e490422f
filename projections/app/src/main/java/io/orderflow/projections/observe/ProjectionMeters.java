package io.orderflow.projections.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.EventType;
import io.orderflow.contract.StrangerReason;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of one projection. Counters stand at 0 from the start, so that a rate sees the first event. */
public final class ProjectionMeters {
    /** The tag of every event type that the contract does not know. */
    private static final String UNKNOWN_TYPE = "unknown";

    private record CounterKey(String eventType, EventOutcome outcome) {}

    private record LagKey(int partition, ProjectionMode mode) {}

    private final MeterRegistry registry;
    private final String projection;
    private final Map<CounterKey, Counter> events = new ConcurrentHashMap<>();
    private final Map<LagKey, Timer> lags = new ConcurrentHashMap<>();
    private final Map<Integer, Timer> consumeDelays = new ConcurrentHashMap<>();
    private final Map<StrangerReason, Counter> strangers = new EnumMap<>(StrangerReason.class);
    private final Counter failures;

    public ProjectionMeters(MeterRegistry registry, String projection) {
        this.registry = registry;
        this.projection = projection;
        this.failures = Meters.counter(registry, MeterName.PROJECTION_FAILURES, "projection", projection);
        for (StrangerReason reason : StrangerReason.values()) {
            strangers.put(reason, Meters.counter(registry, MeterName.PROJECTION_STRANGERS, "projection",
                    projection, "reason", reason.tag()));
        }
        for (EventOutcome outcome : EventOutcome.values()) {
            for (EventType type : EventType.values()) {
                counter(type.typeName(), outcome);
            }
            counter(UNKNOWN_TYPE, outcome);
        }
    }

    /** Counts one event; a type outside the contract counts as unknown. */
    public void count(String eventType, EventOutcome outcome) {
        counter(EventType.named(eventType).isPresent() ? eventType : UNKNOWN_TYPE, outcome).increment();
    }

    /** Counts a record that is not the log's. */
    public void stranger(StrangerReason reason) {
        Objects.requireNonNull(strangers.get(reason)).increment();
    }

    /** A failure that passes: the batch is repeated. */
    public void failed() {
        failures.increment();
    }

    /** Freshness of one event; call it in the scope of the event's span, whose trace the exemplar then names. */
    public void lag(int partition, ProjectionMode mode, Duration lag) {
        lags.computeIfAbsent(new LagKey(partition, mode), this::lagTimer).record(Meters.clampedLag(registry, lag));
    }

    public void consumeDelay(int partition, Duration delay) {
        consumeDelays.computeIfAbsent(partition, this::consumeTimer).record(Meters.clampedLag(registry, delay));
    }

    private Counter counter(String eventType, EventOutcome outcome) {
        return events.computeIfAbsent(new CounterKey(eventType, outcome),
                it -> Meters.counter(registry, MeterName.PROJECTION_EVENTS, "projection", projection, "event_type",
                        it.eventType, "outcome", it.outcome.tag()));
    }

    private Timer lagTimer(LagKey key) {
        return Meters.timer(registry, MeterName.PROJECTION_EVENT_LAG, "projection", projection, "partition",
                Integer.toString(key.partition), "mode", key.mode.tag());
    }

    private Timer consumeTimer(int partition) {
        return Meters.timer(registry, MeterName.CONSUME_DELAY, "topic", EventHeaders.TOPIC, "partition",
                Integer.toString(partition), "group", ConsumerGroup.of(projection));
    }
}
