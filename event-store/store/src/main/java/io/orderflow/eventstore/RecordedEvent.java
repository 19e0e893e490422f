package io.orderflow.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * An event of the log.
 *
 * @param position global position, dense from 1 in commit order
 * @param version place in its stream, contiguous from 1
 * @param recordedAt the database's clock when it was stored, in microseconds
 */
public record RecordedEvent(
        long position,
        String streamId,
        String streamType,
        long version,
        UUID eventId,
        String type,
        int schemaVersion,
        String payload,
        String metadata,
        Instant recordedAt) {}
