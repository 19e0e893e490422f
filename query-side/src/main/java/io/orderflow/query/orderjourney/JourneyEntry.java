package io.orderflow.query.orderjourney;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One point of the timeline.
 *
 * @param at by the clock of whoever noted it
 * @param name route, command type, event type, topic or projection
 * @param position of the event that this belongs to, or of the first one that it led to
 * @param sinceStartMicros microseconds since the first entry
 * @param sincePreviousMicros microseconds since the entry before
 */
record JourneyEntry(
        Instant at,
        Kind kind,
        String name,
        @Nullable String actor,
        @Nullable String stream,
        @Nullable Long version,
        long position,
        @Nullable String eventType,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant polledAt,
        @Nullable String traceId,
        @Nullable String spanId,
        long sinceStartMicros,
        long sincePreviousMicros) {
    /** In the order in which they happen for one event. */
    enum Kind {
        /** An HTTP request arrived. */
        REQUEST,
        /** A command of a request was dispatched. */
        COMMAND,
        /** A command of the process manager was dispatched. */
        PROCESS_STEP,
        /** The event was stored. */
        APPEND,
        /** The broker took the event. */
        PUBLISH,
        /** A projection committed the event. */
        PROJECT;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final Comparator<JourneyEntry> BY_TIME = Comparator.comparing(JourneyEntry::at)
        .thenComparingLong(JourneyEntry::position)
        .thenComparing(JourneyEntry::kind)
        .thenComparing(JourneyEntry::name);

    JourneyEntry placed(long sinceStart, long sincePrevious) {
        return new JourneyEntry(at, kind, name, actor, stream, version, position, eventType, partition, offset,
                polledAt, traceId, spanId, sinceStart, sincePrevious);
    }
}
