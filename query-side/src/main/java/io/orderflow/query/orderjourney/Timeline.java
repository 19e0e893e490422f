package io.orderflow.query.orderjourney;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.EventMetadata;
import io.orderflow.query.orderjourney.JourneyEntry.Kind;
import io.orderflow.query.orderjourney.JourneyStepTable.Step;
import io.orderflow.query.store.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the traces that an order left in metadata, log, broker and read models on one line of time. A request and a
 * command are told once, however many events came of them.
 */
final class Timeline {
    private final Map<Long, StoredEvent> events = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<JourneyEntry> entries = new ArrayList<>();

    private Timeline() {}

    static List<JourneyEntry> of(List<StoredEvent> events, List<Step> steps) {
        Timeline timeline = new Timeline();
        for (StoredEvent event : events) {
            timeline.events.put(event.position(), event);
            timeline.addCause(event);
            timeline.addAppend(event);
        }
        steps.forEach(timeline::addStep);
        return timeline.withDurations();
    }

    private void addCause(StoredEvent event) {
        EventMetadata metadata = event.metadata();
        Instant requestedAt = metadata.requestedAt();
        if (metadata.request() != null && requestedAt != null
                && told.add("request " + metadata.requestSpanId() + requestedAt)) {
            add(requestedAt, Kind.REQUEST, metadata.request(), event, metadata.requestSpanId());
        }
        Instant commandAt = metadata.commandAt();
        if (metadata.commandType() != null && commandAt != null
                && told.add("command " + metadata.commandId() + commandAt)) {
            add(commandAt, metadata.request() == null ? Kind.PROCESS_STEP : Kind.COMMAND, metadata.commandType(),
                    event, metadata.commandSpanId());
        }
    }

    private void add(Instant at, Kind kind, String name, StoredEvent event, @Nullable String spanId) {
        entries.add(new JourneyEntry(at, kind, name, event.metadata().actor(), event.streamId(), null,
                event.position(), null, null, null, null, event.traceId(), spanId, 0, 0));
    }

    private void addAppend(StoredEvent event) {
        entries.add(new JourneyEntry(event.recordedAt(), Kind.APPEND, event.form().type(), event.metadata().actor(),
                event.streamId(), event.version(), event.position(), event.form().type(), null, null, null,
                event.traceId(), event.spanId(), 0, 0));
    }

    /** Every projection saw the same record, so that its way through the broker is told by the first. */
    private void addStep(Step step) {
        StoredEvent event = events.get(step.position());
        if (event == null) {
            return;
        }
        if (told.add("publish " + step.position())) {
            entries.add(new JourneyEntry(step.brokerAt(), Kind.PUBLISH, EventHeaders.TOPIC, null, event.streamId(),
                    event.version(), event.position(), event.form().type(), step.partition(), step.kafkaOffset(),
                    null, event.traceId(), null, 0, 0));
        }
        entries.add(new JourneyEntry(step.projectedAt(), Kind.PROJECT, step.projection(), null, event.streamId(),
                event.version(), event.position(), event.form().type(), step.partition(), step.kafkaOffset(),
                step.polledAt(), step.traceId(), step.spanId(), 0, 0));
    }

    private List<JourneyEntry> withDurations() {
        entries.sort(JourneyEntry.BY_TIME);
        List<JourneyEntry> placed = new ArrayList<>();
        Instant start = entries.isEmpty() ? Instant.EPOCH : entries.getFirst().at();
        Instant previous = start;
        for (JourneyEntry entry : entries) {
            placed.add(entry.placed(ChronoUnit.MICROS.between(start, entry.at()),
                    ChronoUnit.MICROS.between(previous, entry.at())));
            previous = entry.at();
        }
        return List.copyOf(placed);
    }

    /** The traces of the entries, in the order of their first entry. */
    static List<String> traceIds(List<JourneyEntry> entries) {
        return entries.stream().map(JourneyEntry::traceId).filter(Objects::nonNull).distinct().toList();
    }
}
