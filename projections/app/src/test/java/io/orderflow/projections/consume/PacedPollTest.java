package io.orderflow.projections.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.apply.Checkpoints;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedPollTest {
    private static final TopicPartition PARTITION = new TopicPartition(EventHeaders.TOPIC, 0);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Topics topics = new Topics("127.0.0.1:9");
    private final Assignment assignment = new Assignment(consumer, topics, new Checkpoints("order_search"),
            new ReadModelDatabase().projections(), owned -> {
            });

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.seek(PARTITION, 0);
    }

    @AfterEach
    void close() {
        consumer.close();
        topics.close();
    }

    @Test
    void afterAQuietTimeAnEventIsHandedOnByItself() throws Exception {
        PacedPoll polls = polls(Duration.ofMillis(200));
        comes(0);
        consumer.schedulePollTask(() -> {
        });
        consumer.schedulePollTask(() -> comes(1));

        assertThat(offsets(polls.poll())).containsExactly(0L);
    }

    @Test
    void whileEventsKeepComingABatchTakesWhatTwoPollsBring() throws Exception {
        PacedPoll polls = polls(Duration.ofMillis(200));
        comes(0);
        polls.poll();
        consumer.schedulePollTask(() -> comes(1));
        consumer.schedulePollTask(() -> comes(2));

        assertThat(offsets(polls.poll())).containsExactly(1L, 2L);
    }

    @Test
    void withoutAnIntervalEachPollIsABatch() throws Exception {
        PacedPoll polls = polls(Duration.ZERO);
        comes(0);
        polls.poll();
        consumer.schedulePollTask(() -> comes(1));
        consumer.schedulePollTask(() -> comes(2));

        assertThat(offsets(polls.poll())).containsExactly(1L);
    }

    @Test
    void aFullPollIsABatch() throws Exception {
        PacedPoll polls = polls(Duration.ofMillis(200));
        comes(0);
        polls.poll();
        consumer.schedulePollTask(() -> {
            comes(1);
            comes(2);
        });
        consumer.schedulePollTask(() -> comes(3));

        assertThat(offsets(polls.poll())).containsExactly(1L, 2L);
    }

    private PacedPoll polls(Duration interval) {
        var settings = new ConsumerSettings("127.0.0.1:9", 2, 1_048_576, interval, Duration.ofMillis(100),
                Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(200));
        return new PacedPoll(consumer, assignment, settings, new CountDownLatch(1));
    }

    private void comes(long offset) {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, new byte[0],
                new byte[0]));
    }

    private static List<Long> offsets(List<ConsumerRecords<byte[], byte[]>> polled) {
        return polled.stream().flatMap(it -> it.records(PARTITION).stream()).map(ConsumerRecord::offset).toList();
    }
}
