package io.orderflow.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the topic says in its headers: anyone who may write to the topic can say it, so that it is a claim
 * until the log has confirmed it. Its numbers and times are such that no difference between them overflows.
 *
 * @param logId the log that it names; null in records of releases that did not write it
 * @param version place in its stream, from 1
 * @param position global position, from 1
 * @param recordedAt between {@link #EARLIEST} and {@link #LATEST}
 */
public record EventClaim(
        @Nullable String logId,
        UUID eventId,
        String eventType,
        int schemaVersion,
        String streamId,
        String streamType,
        long version,
        long position,
        Instant recordedAt) {
    /** A database's clock that was never set. */
    public static final Instant EARLIEST = Instant.EPOCH;
    /** Differences to it are less than the 292 years that a long holds in nanoseconds. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    /** Longest name of a stream, a type or a kind, in characters. */
    public static final int TEXT_LENGTH_MAX = 256;
    private static final int UUID_LENGTH = 36;

    /** A claim or the reason why there is none. */
    public sealed interface Reading {}

    /** The record has all that an event's record has, in its form and in its place. */
    public record Whole(EventClaim claim) implements Reading {}

    /** The log cannot have written the record. */
    public record Foreign(StrangerReason reason) implements Reading {}

    private static final Reading MALFORMED = new Foreign(StrangerReason.MALFORMED);

    /**
     * Looks at everything that can be told without the log.
     *
     * @param partitions of the topic
     */
    public static Reading read(UnprovenRecord record, int partitions) {
        String streamId = text(record, EventHeaders.STREAM);
        if (streamId == null) {
            return MALFORMED;
        }
        if (!streamId.equals(record.key())) {
            return new Foreign(StrangerReason.WRONG_KEY);
        }
        if (KafkaPartition.of(streamId, partitions) != record.partition()) {
            return new Foreign(StrangerReason.WRONG_PARTITION);
        }
        EventClaim claim = claim(record, streamId);
        if (claim == null) {
            return MALFORMED;
        }
        return record.hasPayload() ? new Whole(claim) : new Foreign(StrangerReason.NO_PAYLOAD);
    }

    private static @Nullable EventClaim claim(UnprovenRecord record, String streamId) {
        UUID eventId = uuid(record.header(EventHeaders.EVENT_ID));
        String eventType = text(record, EventHeaders.EVENT_TYPE);
        String streamType = text(record, EventHeaders.STREAM_TYPE);
        long schemaVersion = number(record, EventHeaders.SCHEMA_VERSION);
        long version = number(record, EventHeaders.VERSION);
        long position = number(record, EventHeaders.POSITION);
        Instant recordedAt = time(record);
        if (eventId == null || eventType == null || streamType == null || recordedAt == null || version == 0
                || position == 0 || schemaVersion == 0 || schemaVersion > Short.MAX_VALUE) {
            return null;
        }
        return new EventClaim(record.header(EventHeaders.LOG), eventId, eventType, (int) schemaVersion, streamId,
                streamType, version, position, recordedAt);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(UnprovenRecord record, String header) {
        String text = record.header(header);
        if (text == null || text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return null;
            }
        }
        return text;
    }

    /** 0 when it is no positive number. */
    private static long number(UnprovenRecord record, String header) {
        String text = record.header(header);
        if (text == null) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable Instant time(UnprovenRecord record) {
        String text = record.header(EventHeaders.TIMESTAMP);
        if (text == null) {
            return null;
        }
        try {
            Instant time = IsoTime.parse(text);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
