package io.orderflow.testservers;

/**
 * A Kafka broker for tests. Topics are never made by chance; tests that share the broker name theirs apart.
 *
 * @param bootstrapServers host and port
 */
public record TestKafka(String bootstrapServers) {}
