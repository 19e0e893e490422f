package io.orderflow.projections.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.apply.Batch;
import io.orderflow.projections.apply.BatchApplier;
import io.orderflow.projections.apply.Checkpoint;
import io.orderflow.projections.apply.CheckpointMovedException;
import io.orderflow.projections.apply.Checkpoints;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One membership in the group, from the first poll to the first failure. One thread at a time uses it. */
final class Consumption implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final Duration TOPIC_CHECK_INTERVAL = Duration.ofSeconds(5);
    static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics metrics;
    private final Assignment assignment;
    private final PacedPoll polls;
    private final OffsetReport report;
    private final BatchApplier applier;
    private long checkedNanos = System.nanoTime();

    /**
     * @param assigned is told the partitions whenever some come or go
     * @param closing ends the wait for the next batch
     * @throws ProjectionStoppedException when the checkpoints do not fit the topic
     */
    Consumption(String projection, ConsumerSettings settings, Topics topics, DataSource dataSource,
            BatchApplier applier, MeterRegistry registry, Consumer<Set<Integer>> assigned, CountDownLatch closing)
            throws SQLException {
        Checkpoints checkpoints = new Checkpoints(projection);
        Assignment.prepare(topics, checkpoints, dataSource);
        this.applier = applier;
        this.consumer = settings.consumer(projection);
        this.metrics = new KafkaClientMetrics(consumer);
        this.assignment = new Assignment(consumer, topics, checkpoints, dataSource, assigned);
        this.polls = new PacedPoll(consumer, assignment, settings, closing);
        this.report = new OffsetReport(consumer);
        try {
            metrics.bindTo(registry);
            consumer.subscribe(List.of(EventHeaders.TOPIC), assignment);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /**
     * Applies what comes next.
     *
     * @return false when nothing came
     * @throws BatchFailedException when the database did not take the batch, which is read again by the next call
     */
    boolean applyNext() throws SQLException, BatchFailedException {
        Instant began = Instant.now();
        List<ConsumerRecords<byte[], byte[]>> polled = polls.poll();
        if (!polled.isEmpty()) {
            Batch batch = assignment.batch(polled, Instant.now());
            // The client goes on reading where a topic was made anew under the same name: nothing of it may be applied.
            assignment.check();
            apply(batch, began);
        }
        report.sendIfDue(assignment.owned());
        if (System.nanoTime() - checkedNanos > TOPIC_CHECK_INTERVAL.toNanos()) {
            assignment.check();
            checkedNanos = System.nanoTime();
        }
        return !polled.isEmpty();
    }

    private void apply(Batch batch, Instant began) throws SQLException, BatchFailedException {
        try {
            Map<Integer, Checkpoint> after = applier.apply(batch, began);
            assignment.applied(after);
            report.applied(after);
        } catch (CheckpointMovedException moved) {
            LOG.info("Reading the checkpoints again: {}", moved.getMessage());
            assignment.restart();
        } catch (SQLException failure) {
            assignment.again(batch);
            throw new BatchFailedException(failure);
        }
    }

    /** A client that has no connection waits for the broker. */
    boolean isMember() {
        return !consumer.assignment().isEmpty() || consumer.groupMetadata().generationId() > 0;
    }

    /** Tells Kafka the last offsets and leaves the group. */
    @Override
    public void close() {
        try {
            report.send(assignment.owned());
        } finally {
            metrics.close();
            consumer.close(CloseOptions.timeout(CLOSE_MAX));
        }
    }
}
