package io.orderflow.load.invariants;

import java.util.UUID;

/** A row of the store's command outcomes. */
record StoredOutcome(UUID commandId, String streamId, long lastVersion, long lastPosition) {}
