package io.orderflow.load.invariants;

/** A record of the topic: its place there, and what key, headers and value say of the event. */
record TopicRecord(int partition, long offset, String key, long position, long version, String eventId, String type,
        String schemaVersion, String payload) {}
