package io.orderflow.projections;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bootstrapServers where the brokers are, as {@code host:port}, separated by commas
 */
@ConfigurationProperties("orderflow.kafka")
record KafkaProperties(@DefaultValue("localhost:9092") String bootstrapServers) {
    KafkaProperties {
        for (String server : bootstrapServers.split(",", -1)) {
            if (!server.strip().matches(".+:\\d{1,5}")) {
                throw new IllegalArgumentException(
                        "orderflow.kafka.bootstrap-servers must list servers as host:port, separated by commas, but is \""
                                + bootstrapServers + "\"");
            }
        }
    }
}
