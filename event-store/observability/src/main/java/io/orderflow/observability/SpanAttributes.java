package io.orderflow.observability;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Every attribute key of our spans. Database keys follow the stable OpenTelemetry conventions; messaging keys those of
 * version 1.44, which are still in development, and stand here alone so that a change of the convention is a change of
 * this file.
 */
public final class SpanAttributes {
    public static final AttributeKey<String> CQRS_COMMAND_TYPE = AttributeKey.stringKey("cqrs.command.type");
    public static final AttributeKey<String> CQRS_AGGREGATE_TYPE = AttributeKey.stringKey("cqrs.aggregate.type");
    public static final AttributeKey<String> CQRS_COMMAND_OUTCOME = AttributeKey.stringKey("cqrs.command.outcome");
    public static final AttributeKey<Long> CQRS_RETRY_COUNT = AttributeKey.longKey("cqrs.retry.count");
    public static final AttributeKey<Long> EVENTS_LOADED = AttributeKey.longKey("eventstore.events.loaded");
    public static final AttributeKey<Boolean> SNAPSHOT_USED = AttributeKey.booleanKey("eventstore.snapshot.used");
    public static final AttributeKey<Long> EVENT_COUNT = AttributeKey.longKey("eventstore.event.count");
    public static final AttributeKey<Long> POSITION_FIRST = AttributeKey.longKey("eventstore.position.first");
    public static final AttributeKey<Long> POSITION_LAST = AttributeKey.longKey("eventstore.position.last");
    public static final AttributeKey<Long> STREAM_VERSION = AttributeKey.longKey("eventstore.stream.version");
    public static final AttributeKey<Long> RELAY_POSITION_FIRST = AttributeKey.longKey("relay.position.first");
    public static final AttributeKey<Long> RELAY_POSITION_LAST = AttributeKey.longKey("relay.position.last");
    public static final AttributeKey<String> CQRS_PROJECTION_NAME = AttributeKey.stringKey("cqrs.projection.name");
    public static final AttributeKey<String> CQRS_PROJECTION_MODE = AttributeKey.stringKey("cqrs.projection.mode");
    public static final AttributeKey<String> CQRS_EVENT_TYPE = AttributeKey.stringKey("cqrs.event.type");
    public static final AttributeKey<Long> CQRS_EVENT_POSITION = AttributeKey.longKey("cqrs.event.position");
    public static final AttributeKey<Long> CQRS_EVENT_AGE_MS = AttributeKey.longKey("cqrs.event.age_ms");
    public static final AttributeKey<String> CQRS_QUERY_TYPE = AttributeKey.stringKey("cqrs.query.type");
    public static final AttributeKey<Long> CQRS_QUERY_STALENESS_MS = AttributeKey.longKey("cqrs.query.staleness_ms");
    public static final AttributeKey<Long> CQRS_QUERY_WAITED_MS = AttributeKey.longKey("cqrs.query.waited_ms");
    public static final AttributeKey<Long> CQRS_READ_POSITION = AttributeKey.longKey("cqrs.read.position");
    public static final AttributeKey<String> ORDER_ID = AttributeKey.stringKey("order.id");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    public static final AttributeKey<String> DB_SYSTEM_NAME = AttributeKey.stringKey("db.system.name");
    public static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");
    public static final AttributeKey<String> DB_OPERATION_NAME = AttributeKey.stringKey("db.operation.name");
    public static final AttributeKey<Long> DB_OPERATION_BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");
    public static final AttributeKey<String> DB_COLLECTION_NAME = AttributeKey.stringKey("db.collection.name");
    public static final AttributeKey<String> DB_QUERY_SUMMARY = AttributeKey.stringKey("db.query.summary");
    public static final AttributeKey<String> DB_RESPONSE_STATUS_CODE = AttributeKey
        .stringKey("db.response.status_code");
    public static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");
    public static final AttributeKey<String> MESSAGING_OPERATION_NAME = AttributeKey
        .stringKey("messaging.operation.name");
    public static final AttributeKey<String> MESSAGING_OPERATION_TYPE = AttributeKey
        .stringKey("messaging.operation.type");
    public static final AttributeKey<String> MESSAGING_DESTINATION_NAME = AttributeKey
        .stringKey("messaging.destination.name");
    public static final AttributeKey<String> MESSAGING_DESTINATION_PARTITION_ID = AttributeKey
        .stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> MESSAGING_KAFKA_OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    public static final AttributeKey<String> MESSAGING_KAFKA_MESSAGE_KEY = AttributeKey
        .stringKey("messaging.kafka.message.key");
    public static final AttributeKey<String> MESSAGING_CLIENT_ID = AttributeKey.stringKey("messaging.client.id");
    public static final AttributeKey<String> MESSAGING_MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    public static final AttributeKey<String> MESSAGING_CONVERSATION_ID = AttributeKey
        .stringKey("messaging.message.conversation_id");
    public static final AttributeKey<Long> MESSAGING_BATCH_MESSAGE_COUNT = AttributeKey
        .longKey("messaging.batch.message_count");
    public static final AttributeKey<String> MESSAGING_CONSUMER_GROUP_NAME = AttributeKey
        .stringKey("messaging.consumer.group.name");

    private SpanAttributes() {}
}
