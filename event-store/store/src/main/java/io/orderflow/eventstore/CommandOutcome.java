package io.orderflow.eventstore;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored outcome of a command: what was appended, and the answer that was given. */
public record CommandOutcome(
        UUID commandId,
        String streamId,
        long lastVersion,
        long lastPosition,
        @Nullable String requestHash,
        @Nullable String reply,
        Instant recordedAt) {}
