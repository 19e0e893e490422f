package io.orderflow.eventstore;

import java.util.UUID;

/**
 * An event to store.
 *
 * @param eventId UUID version 7
 * @param schemaVersion 1 to 32,767
 * @param payload one JSON object; stored as it is, byte for byte
 * @param metadata one JSON object
 */
public record NewEvent(UUID eventId, String type, int schemaVersion, String payload, String metadata) {}
