package io.orderflow.contract;

/**
 * An event as it stands in the log and in a Kafka record.
 *
 * @param type the name in {@link EventType}
 * @param schemaVersion from 1
 * @param payload one JSON object
 */
public record StoredForm(String type, int schemaVersion, String payload) {}
