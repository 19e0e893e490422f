package io.orderflow.readmodel;

import io.orderflow.readmodel.Positions.Checkpoint;
import io.orderflow.readmodel.Positions.Published;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What earlier readings proved about one partition of one projection: a watermark up to which nothing is missing, and
 * the oldest missing event. Both are bound to the log, which never changes, so they stay true whatever is read later,
 * unless the checkpoint goes back (a rebuild) or the relay does (an older database was restored). Not thread-safe.
 */
final class PartitionMemory {
    /** An event of the log that is not handled. */
    record Missing(long position, Instant recordedAt) {}

    private long checkpoint;
    private long relay;
    private long watermark;
    private @Nullable Missing oldest;

    /** Takes in what was read; true when events are published that the projection has not handled. */
    boolean update(@Nullable Checkpoint read, Published published, long relayPosition) {
        long position = read == null ? 0 : read.position();
        if (position < checkpoint || relayPosition < relay) {
            forget();
        }
        checkpoint = position;
        relay = relayPosition;
        boolean lagging = position < published.lastPosition();
        raise(lagging ? position : Math.max(position, relayPosition));
        return lagging;
    }

    /** All events of this partition up to here are handled. */
    long watermark() {
        return watermark;
    }

    /** The oldest event known to be missing, or null when it has to be looked for above the watermark. */
    @Nullable
    Missing oldest() {
        return oldest;
    }

    void found(long position, Instant recordedAt) {
        raise(position - 1);
        if (watermark < position) {
            oldest = new Missing(position, recordedAt);
        }
    }

    void raise(long position) {
        watermark = Math.max(watermark, position);
        if (oldest != null && oldest.position() <= watermark) {
            oldest = null;
        }
    }

    private void forget() {
        watermark = 0;
        oldest = null;
    }
}
