package io.orderflow.load.invariants;

import io.orderflow.contract.EventClaim;

/**
 * A record of the topic that could be an event: its place there and what it says of itself.
 *
 * @param claim what its headers say
 */
record TopicRecord(long offset, int partition, EventClaim claim, String payload) {}
