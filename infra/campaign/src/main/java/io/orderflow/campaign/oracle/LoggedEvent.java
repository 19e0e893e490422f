package io.orderflow.campaign.oracle;

import java.util.UUID;

/**
 * An event as the log holds it.
 *
 * @param recordedAtMicros since 1970
 */
public record LoggedEvent(
        long position,
        String stream,
        long version,
        UUID eventId,
        String type,
        String payload,
        String metadata,
        long recordedAtMicros) {
    public long fingerprint() {
        return Fingerprint.ofEvent(eventId, stream, version, type, payload);
    }
}
