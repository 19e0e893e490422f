package io.orderflow.observability;

/**
 * Every meter of ours. Names are Micrometer's; the Prometheus registry writes {@code .} as {@code _}, adds
 * {@code _total} to counters and the base unit to timers and gauges. Values of tags come from closed sets.
 */
public enum MeterName {
    /** Freshness: from the append of an event to its commit in a read model; tags projection, partition, mode. */
    PROJECTION_EVENT_LAG("projection.event.lag",
            "Freshness: from the append of an event to its commit in a read model; tags projection, partition, mode"),
    /** Events of the log that a projection has not applied; tags projection, partition. */
    PROJECTION_LAG_EVENTS("projection.lag.events",
            "Events of the log that a projection has not applied; tags projection, partition"),
    /**
     * Seconds since the oldest event that a projection has not applied was appended, 0 when there is none; tags
     * projection, partition.
     */
    PROJECTION_LAG_TIME("projection.lag.time",
            "Seconds since the oldest event that a projection has not applied was appended, 0 when there is none; tags projection, partition"),
    /** Position up to which a projection has applied everything; tag projection. */
    PROJECTION_POSITION("projection.position",
            "Position up to which a projection has applied everything; tag projection"),
    /** Time of a projection's last checkpoint, seconds since the epoch; tag projection. */
    PROJECTION_LAST_COMMIT("projection.last.commit",
            "Time of a projection's last checkpoint, seconds since the epoch; tag projection"),
    /** Events handled; tags projection, event_type, outcome (ok, duplicate, skipped, failed, parked, discarded). */
    PROJECTION_EVENTS("projection.events",
            "Events handled; tags projection, event_type, outcome (ok, duplicate, skipped, failed, parked, discarded)"),
    /** Records of the topic that are not the log's and were passed over; tags projection, reason. */
    PROJECTION_STRANGERS("projection.strangers",
            "Records of the topic that are not the log's and were passed over; tags projection, reason"),
    /** Streams that wait behind a dead letter; tag projection. */
    PROJECTION_PARKED_STREAMS("projection.parked.streams", "Streams that wait behind a dead letter; tag projection"),
    /** Events parked; tag projection. */
    PROJECTION_DEAD_LETTERS("projection.dead.letters", "Events parked; tag projection"),
    /** 1 while the projection consumes, 0 while it waits, repeats or is stopped; tag projection. */
    PROJECTION_RUNNING("projection.running",
            "1 while the projection consumes, 0 while it waits, repeats or is stopped; tag projection"),
    /** Failures that pass: the batch is repeated; tag projection. */
    PROJECTION_FAILURES("projection.failures", "Failures that pass: the batch is repeated; tag projection"),
    /** Time of the last reading of the lag, seconds since the epoch. */
    LAG_MONITOR_LAST_SUCCESS("lag.monitor.last.success",
            "Time of the last reading of the lag, seconds since the epoch"),
    /** Lags that came out negative and were recorded as 0. */
    NEGATIVE_LAG("telemetry.negative.lag", "Lags that came out negative and were recorded as 0"),
    /** From the append of an event to its commit in Kafka; tag topic. */
    RELAY_PUBLISH_DELAY("relay.publish.delay", "From the append of an event to its commit in Kafka; tag topic"),
    /** Events of the log that are not yet in Kafka; tag shard. */
    RELAY_LAG_EVENTS("relay.lag.events", "Events of the log that are not yet in Kafka; tag shard"),
    /** Seconds since the oldest unpublished event was appended, 0 when there is none; tag shard. */
    RELAY_LAG_TIME("relay.lag.time",
            "Seconds since the oldest unpublished event was appended, 0 when there is none; tag shard"),
    /** Position of the last event committed to Kafka; tag shard. */
    RELAY_POSITION("relay.position", "Position of the last event committed to Kafka; tag shard"),
    /** 1 when this process publishes the shard, else 0; tag shard. */
    RELAY_LEADER("relay.leader", "1 when this process publishes the shard, else 0; tag shard"),
    /** Epoch of the leadership that this process last held; tag shard. */
    RELAY_EPOCH("relay.epoch", "Epoch of the leadership that this process last held; tag shard"),
    /** Batches that failed and were repeated; tag shard. */
    RELAY_FAILURES("relay.failures", "Batches that failed and were repeated; tag shard"),
    /** From the broker's time stamp to the poll; tags topic, partition, group. */
    CONSUME_DELAY("consume.delay", "From the broker's time stamp to the poll; tags topic, partition, group"),
    /**
     * A command from dispatch to its durable outcome; tags command, outcome (accepted, rejected, conflict, duplicate,
     * failed).
     */
    COMMAND_DURATION("command.duration",
            "A command from dispatch to its durable outcome; tags command, outcome (accepted, rejected, conflict, duplicate, failed)"),
    /** An append from its call to its durability; tag aggregate_type. */
    APPEND_DURATION("eventstore.append", "An append from its call to its durability; tag aggregate_type"),
    /** Appends refused for their expected version; tag aggregate_type. */
    APPEND_CONFLICTS("eventstore.conflicts", "Appends refused for their expected version; tag aggregate_type"),
    /** Appends that shared one transaction. */
    APPEND_BATCH_SIZE("eventstore.batch.appends", "Appends that shared one transaction"),
    /** Appends that wait for the next transaction. */
    APPEND_QUEUE("eventstore.queue", "Appends that wait for the next transaction"),
    /** Position of the last committed event. */
    HEAD_POSITION("eventstore.head.position", "Position of the last committed event"),
    /** Age of the oldest event missing in the read model that answered; tag query. */
    QUERY_STALENESS("query.staleness", "Age of the oldest event missing in the read model that answered; tag query"),
    /** Orders in a step of the process manager; tag step. */
    FULFILMENT_INSTANCES("fulfilment.instances", "Orders in a step of the process manager; tag step"),
    /** Events of the log that the process manager has not seen. */
    FULFILMENT_LAG_EVENTS("fulfilment.lag.events", "Events of the log that the process manager has not seen"),
    /** Calls of the payment provider; tag outcome (authorised, declined, voided, captured, failed, refused). */
    PAYMENT_CALLS("payment.calls",
            "Calls of the payment provider; tag outcome (authorised, declined, voided, captured, failed, refused)"),
    /** Requests refused because of overload; tags lane, reason (limit, body, backlog, throttle). */
    HTTP_REFUSED("http.admission.refused",
            "Requests refused because of overload; tags lane, reason (limit, body, backlog, throttle)"),
    /** Requests that may be handled at the same time, as the latency allows now; tag lane. */
    HTTP_LIMIT("http.admission.limit",
            "Requests that may be handled at the same time, as the latency allows now; tag lane"),
    /** Requests that are being handled; tag lane. */
    HTTP_IN_FLIGHT("http.admission.inflight", "Requests that are being handled; tag lane"),
    /**
     * Seconds by which the work for accepted orders is behind; tag part (fulfilment, relay; expected: for a new one).
     */
    BACKLOG_AGE("backlog.age",
            "Seconds by which the work for accepted orders is behind; tag part (fulfilment, relay; expected: for a new one)"),
    /** 1 while a worker's last step went well and it does not stall, else 0; tag worker. */
    WORKER_RUNNING("worker.running",
            "1 while a worker's last step went well and it does not stall, else 0; tag worker"),
    /** Steps of a worker that failed; tag worker. */
    WORKER_FAILURES("worker.failures", "Steps of a worker that failed; tag worker"),
    /** Use of a bounded resource, 0 to 1; tag resource. */
    SATURATION("resource.saturation", "Use of a bounded resource, 0 to 1; tag resource");

    private final String meterName;
    private final String description;

    MeterName(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    public String meterName() {
        return meterName;
    }

    public String description() {
        return description;
    }
}
