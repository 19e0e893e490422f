package io.orderflow.projections.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.apply.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetReportTest {
    private static final Set<Integer> BOTH = Set.of(0, 1);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private OffsetReport report;

    @BeforeEach
    void assign() {
        consumer.assign(List.of(partition(0), partition(1)));
        report = new OffsetReport(consumer);
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void theFirstBatchIsReportedAndTheNextOnlyWhenItIsDue() {
        report.applied(Map.of(0, new Checkpoint(0, "topic", 5, 5)));
        report.sendIfDue(BOTH);
        report.applied(Map.of(0, new Checkpoint(0, "topic", 9, 9)));
        report.sendIfDue(BOTH);
        assertThat(reported()).isEqualTo(Map.of(0, 5L));

        report.send(BOTH);
        assertThat(reported()).isEqualTo(Map.of(0, 9L));
    }

    @Test
    void whatBelongsToAnotherByNowIsNotReported() {
        report.applied(Map.of(0, new Checkpoint(0, "topic", 5, 5), 1, new Checkpoint(1, "topic", 7, 7)));
        report.send(Set.of(1));

        assertThat(reported()).isEqualTo(Map.of(1, 7L));
    }

    private Map<Integer, Long> reported() {
        return consumer.committed(IntStream.of(0, 1).mapToObj(OffsetReportTest::partition).collect(Collectors.toSet()))
            .entrySet()
            .stream()
            .filter(it -> it.getValue() != null)
            .collect(Collectors.toMap(it -> it.getKey().partition(), it -> it.getValue().offset()));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(EventHeaders.TOPIC, number);
    }
}
