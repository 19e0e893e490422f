package io.orderflow.campaign.oracle;

import java.util.UUID;

/** A record as the topic holds it, with what its key and headers say of the event. */
public record TopicRecord(
        int partition,
        long offset,
        String stream,
        long version,
        long position,
        UUID eventId,
        String type,
        String payload) {
    long fingerprint() {
        return Fingerprint.ofEvent(eventId, stream, version, type, payload);
    }

    String place() {
        return partition + "@" + offset;
    }
}
