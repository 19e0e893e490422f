package io.orderflow.projections.apply;

import io.orderflow.contract.EventClaim;

/** A record that the log wrote. */
record OwnRecord(KafkaRecord record, EventClaim claim) {}
