package io.orderflow.projections.consume;

import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.apply.Checkpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka the offsets, for those who look at Kafka's own lag; nothing here ever reads them. One report costs the
 * broker a write, so there is at most one an interval. Used by the consumer's thread alone.
 */
final class OffsetReport {
    static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(OffsetReport.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> unreported = new HashMap<>();
    private long nextNanos = System.nanoTime();

    OffsetReport(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void applied(Map<Integer, Checkpoint> after) {
        after.forEach((partition, checkpoint) -> unreported.put(new TopicPartition(EventHeaders.TOPIC, partition),
                new OffsetAndMetadata(checkpoint.nextOffset())));
    }

    /** Of the partitions still owned; the others are their new owner's. */
    void sendIfDue(Set<Integer> owned) {
        if (!unreported.isEmpty() && System.nanoTime() - nextNanos >= 0) {
            send(owned);
        }
    }

    void send(Set<Integer> owned) {
        unreported.keySet().removeIf(it -> !owned.contains(it.partition()));
        if (!unreported.isEmpty()) {
            consumer.commitAsync(Map.copyOf(unreported), (offsets, failure) -> {
                if (failure != null) {
                    LOG.atDebug().setCause(failure).log("Offsets were not reported");
                }
            });
            unreported.clear();
        }
        nextNanos = System.nanoTime() + INTERVAL.toNanos();
    }
}
