package io.orderflow.command.relay;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host and port of brokers, separated by commas
 */
@ConfigurationProperties("orderflow.kafka")
record KafkaProperties(String bootstrapServers) {
    KafkaProperties {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "orderflow.kafka.bootstrap-servers is missing; give host and port of a broker, such as localhost:9092");
        }
    }
}
