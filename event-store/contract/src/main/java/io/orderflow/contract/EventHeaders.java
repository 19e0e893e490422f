package io.orderflow.contract;

/**
 * Names of the Kafka record's headers; values are UTF-8 text. The record's key is the stream name, its value the stored
 * payload.
 */
public final class EventHeaders {
    public static final String TOPIC = "orders.events.v1";

    public static final String EVENT_ID = "event-id";
    public static final String EVENT_TYPE = "event-type";
    public static final String SCHEMA_VERSION = "schema-version";
    public static final String STREAM = "event-stream";
    public static final String STREAM_TYPE = "event-stream-type";
    public static final String VERSION = "event-version";
    public static final String POSITION = "event-position";
    /** ISO 8601 in UTC with microseconds: the database's clock when the event was stored. */
    public static final String TIMESTAMP = "event-timestamp";
    /** UUID of the log that the event stands in; missing in records of releases before 0.2. */
    public static final String LOG = "event-log";
    public static final String CORRELATION_ID = "correlation-id";
    public static final String CAUSATION_ID = "causation-id";
    public static final String ACTOR = "actor";
    public static final String COMMAND_ID = "command-id";
    /** Present, with the value {@code true}, on events of an imported history. */
    public static final String IMPORTED = "imported";
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";
    public static final String BAGGAGE = "baggage";

    private EventHeaders() {}
}
