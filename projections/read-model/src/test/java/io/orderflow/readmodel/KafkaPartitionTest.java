package io.orderflow.readmodel;

import io.orderflow.contract.KafkaPartition;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class KafkaPartitionTest {
    @Test
    void agreesWithKafkaForKeysOfEveryLength() {
        for (int length = 1; length < 70; length++) {
            String key = "order-0199ä€".repeat(10).substring(0, length);
            assertThat(KafkaPartition.of(key, 6)).as(key)
                .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), 6));
        }
    }

    @Test
    void agreesWithKafkaForTheEmptyKey() {
        assertThat(KafkaPartition.of("", 24)).isEqualTo(BuiltInPartitioner.partitionForKey(new byte[0], 24));
    }
}
