package io.orderflow.load.invariants;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventMetadata;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log as the invariants see it.
 *
 * @param event null when the contract cannot read it; it still counts for order and completeness
 */
record LoggedEvent(
        long position,
        String streamId,
        long version,
        UUID eventId,
        String type,
        int schemaVersion,
        String payload,
        EventMetadata metadata,
        @Nullable DomainEvent event) {}
