package io.orderflow.relay;

import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.observability.TraceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leadership: from the fencing of the former leader to the first failure. A Kafka transaction holds contiguous
 * positions, so that the highest position in Kafka says what was published, also after a kill at any point. Used by one
 * thread.
 */
final class RelaySession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);

    private final EventStore store;
    private final Producer<byte[], byte[]> producer;
    private final RelayProgress progress;
    private final RelayTelemetry telemetry;
    private final RelaySettings settings;
    private final long epoch;
    private long position;

    private RelaySession(
            EventStore store,
            Producer<byte[], byte[]> producer,
            RelayProgress progress,
            RelayTelemetry telemetry,
            RelaySettings settings,
            long epoch) {
        this.store = store;
        this.producer = producer;
        this.progress = progress;
        this.telemetry = telemetry;
        this.settings = settings;
        this.epoch = epoch;
    }

    /** Fences the former leader and finds out where it stopped. */
    static RelaySession open(
            EventStore store,
            Producer<byte[], byte[]> producer,
            KafkaLog kafka,
            RelayProgress progress,
            RelayTelemetry telemetry,
            RelaySettings settings,
            long epoch) {
        RelaySession session = new RelaySession(store, producer, progress, telemetry, settings, epoch);
        try {
            kafka.createTopic();
            producer.initTransactions();
            session.resume(kafka.published());
            return session;
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    long position() {
        return position;
    }

    private void resume(KafkaLog.Published published) {
        long recorded = progress.position();
        LOG.atInfo()
            .addKeyValue("epoch", epoch)
            .addKeyValue("kafka.position", published.position())
            .addKeyValue("recorded.position", recorded)
            .log("relay resumes");
        if (published.position() > store.headPosition()) {
            throw new KafkaException("topic " + settings.topic() + " holds position " + published.position()
                    + ", which the event store does not have; they do not belong together");
        }
        if (published.position() < recorded) {
            LOG.warn("Kafka holds less than was published before; the missing events are published again");
            progress.reset(epoch);
            recorded = 0;
        }
        progress.addPartitions(java.util.stream.IntStream.range(0, published.partitions()).boxed().toList());
        recount(recorded, published);
        position = published.position();
        telemetry.advanced(position);
    }

    /** Records what a former leader published after it had last recorded its progress. */
    private void recount(long recorded, KafkaLog.Published published) {
        long counted = recorded;
        while (counted < published.position()) {
            int most = (int) Math.min(settings.batchEventsMax(), published.position() - counted);
            List<RecordedEvent> events = store.readLog(counted, most);
            Map<Integer, RelayProgress.Added> added = new HashMap<>();
            for (RecordedEvent event : events) {
                int partition = partitionOf(event.streamId(), published.partitions());
                long offset = published.offsets().getOrDefault(partition, -1L);
                added.merge(partition, new RelayProgress.Added(event.position(), offset, 1),
                        (old, one) -> old.plus(one.lastPosition(), offset));
            }
            counted = events.getLast().position();
            progress.advance(epoch, counted, added);
        }
    }

    /** Where Kafka's default partitioner puts a key. */
    static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(EventRecords.utf8(key))) % partitions;
    }

    /**
     * Publishes what comes next, at most one batch.
     *
     * @return false when there was nothing to publish
     */
    boolean publishNext() {
        List<RecordedEvent> events = store.readLog(position, settings.batchEventsMax());
        if (events.isEmpty()) {
            return false;
        }
        List<EventMetadata> metadata = events.stream().map(it -> EventMetadata.parse(it.metadata())).toList();
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        try (var batch = telemetry.startBatch(events, metadata)) {
            producer.beginTransaction();
            for (int i = 0; i < events.size(); i++) {
                RecordedEvent event = events.get(i);
                TraceContext trace = batch.send(event, metadata.get(i));
                sent.add(producer.send(EventRecords.of(settings.topic(), event, metadata.get(i), trace)));
            }
            producer.commitTransaction();
            Map<Integer, RelayProgress.Added> added = batch.committed(events, join(sent));
            position = events.getLast().position();
            progress.advance(epoch, position, added);
            telemetry.advanced(position);
        }
        return true;
    }

    private static List<RecordMetadata> join(List<Future<RecordMetadata>> sent) {
        List<RecordMetadata> result = new ArrayList<>(sent.size());
        try {
            for (Future<RecordMetadata> one : sent) {
                result.add(one.get());
            }
            return result;
        } catch (ExecutionException failure) {
            throw new KafkaException("a record of a committed transaction failed", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", stop);
        }
    }

    /** An open transaction is aborted by the next session, which fences this one. */
    @Override
    public void close() {
        producer.close(java.time.Duration.ZERO);
    }
}
