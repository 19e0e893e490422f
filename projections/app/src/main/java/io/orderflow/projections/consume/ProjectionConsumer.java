package io.orderflow.projections.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.apply.Batch;
import io.orderflow.projections.apply.BatchApplier;
import io.orderflow.projections.apply.Checkpoint;
import io.orderflow.projections.apply.CheckpointMovedException;
import io.orderflow.projections.apply.DeadLetterRetry;
import io.orderflow.projections.apply.Checkpoints;
import io.orderflow.projections.observe.ProjectionMeters;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes the topic for one projection on a thread of its own, until it is closed or cannot go on. Failures that pass
 * (database or broker away) are repeated for ever with a new consumer, which starts by comparing checkpoints and topic:
 * an offset that the topic does not hold ends there. Any other failure stops it, and its state says so.
 */
public final class ProjectionConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionConsumer.class);
    private static final Duration TOPIC_CHECK_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String projection;
    private final ConsumerSettings settings;
    private final Topics topics;
    private final DataSource dataSource;
    private final BatchApplier applier;
    private final DeadLetterRetry retry;
    private final ProjectionMeters meters;
    private final MeterRegistry registry;
    private final Checkpoints checkpoints;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<ProjectionStatus> status = new AtomicReference<>(
            new ProjectionStatus(ProjectionState.STARTING, Set.of(), null));
    private final ClientReadings readings = new ClientReadings();
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    /** Partitions may have come in whose streams a former release parked. Of the consumer's thread. */
    private boolean mayBeReadable;

    public ProjectionConsumer(String projection, ConsumerSettings settings, Topics topics, DataSource dataSource,
            BatchApplier applier, DeadLetterRetry retry, ProjectionMeters meters, MeterRegistry registry) {
        this.projection = projection;
        this.settings = settings;
        this.topics = topics;
        this.dataSource = dataSource;
        this.applier = applier;
        this.retry = retry;
        this.meters = meters;
        this.registry = registry;
        this.checkpoints = new Checkpoints(projection);
        this.backoff = new Backoff(settings.backoffMin(), settings.backoffMax());
    }

    public String projection() {
        return projection;
    }

    public ProjectionStatus status() {
        return status.get();
    }

    public ClientReadings readings() {
        return readings;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("projection-" + projection).start(this::run);
        }
    }

    /** Lets the batch in hand end, then leaves the group. Blocks for at most twice the time that Kafka is given. */
    @Override
    public synchronized void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            if (thread != null) {
                thread.join(CLOSE_TIMEOUT.multipliedBy(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosing()) {
            try {
                consume();
            } catch (WakeupException closed) {
                LOG.atDebug().addKeyValue("projection", projection).log("Woken to close");
            } catch (SQLException | RuntimeException | Error failure) {
                ProjectionState state = Failures.stateAfter(failure);
                if (state == ProjectionState.STOPPED) {
                    stop(Failures.said(failure));
                    return;
                }
                repeat(state, failure);
            }
        }
    }

    private void stop(Throwable cause) {
        status.updateAndGet(it -> it.failed(ProjectionState.STOPPED, cause));
        LOG.atError()
            .addKeyValue("projection", projection)
            .addKeyValue("error.type", cause.getClass().getName())
            .setCause(cause)
            .log("Projection {} has stopped: {}", projection, cause.getMessage());
    }

    private void repeat(ProjectionState state, Throwable failure) {
        meters.failed();
        status.updateAndGet(it -> it.failed(state, failure));
        Duration pause = backoff.next();
        LOG.atWarn()
            .addKeyValue("projection", projection)
            .addKeyValue("error.type", failure.getClass().getName())
            .log("Projection {} tries again in {} ms: {}", projection, pause.toMillis(), failure.getMessage());
        try {
            boolean closed = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            LOG.atDebug().log("Woken for {}", closed ? "the end" : "another try");
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private void consume() throws SQLException {
        Assignment.prepare(topics, checkpoints, dataSource);
        try (KafkaClientMetrics clientMetrics = open()) {
            clientMetrics.bindTo(registry);
            KafkaConsumer<byte[], byte[]> open = Objects.requireNonNull(consumer);
            Assignment assignment = new Assignment(open, topics, checkpoints, dataSource,
                    this::assigned);
            PacedPoll polls = new PacedPoll(open, assignment, settings, closing);
            OffsetReport report = new OffsetReport(open);
            open.subscribe(List.of(EventHeaders.TOPIC), assignment);
            try {
                pollUntilClosed(open, polls, assignment, report);
            } catch (WakeupException closed) {
                LOG.atDebug().addKeyValue("projection", projection).log("Woken to close");
            }
            report.send(assignment.owned());
        } finally {
            shut();
        }
    }

    private void assigned(Set<Integer> owned) {
        mayBeReadable = !owned.isEmpty();
        status.updateAndGet(it -> it.assigned(owned).in(ProjectionState.RUNNING));
    }

    private void pollUntilClosed(KafkaConsumer<byte[], byte[]> open, PacedPoll polls, Assignment assignment,
            OffsetReport report) throws SQLException {
        Instant checked = Instant.now();
        while (!isClosing()) {
            poll(open, polls, assignment, report);
            mayBeReadable = mayBeReadable && retry.retryReadable();
            report.sendIfDue(assignment.owned());
            if (Duration.between(checked, Instant.now()).compareTo(TOPIC_CHECK_INTERVAL) > 0) {
                assignment.check();
                checked = Instant.now();
            }
        }
    }

    private KafkaClientMetrics open() {
        KafkaConsumer<byte[], byte[]> open = settings.consumer(projection);
        consumer = open;
        readings.read(open);
        return new KafkaClientMetrics(open);
    }

    private void shut() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        readings.clear();
        status.updateAndGet(it -> it.assigned(Set.of()));
        if (open != null) {
            open.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> open, PacedPoll polls, Assignment assignment,
            OffsetReport report) throws SQLException {
        Instant began = Instant.now();
        List<ConsumerRecords<byte[], byte[]>> polled = polls.poll();
        if (polled.isEmpty()) {
            noteConnection(open);
            return;
        }
        Batch batch = assignment.batch(polled, Instant.now());
        // The client goes on reading where a topic was made anew under the same name: nothing of it may be applied.
        assignment.check();
        try {
            Map<Integer, Checkpoint> after = applier.apply(batch, began);
            assignment.applied(after);
            report.applied(after);
            backoff.reset();
            status.updateAndGet(it -> it.in(ProjectionState.RUNNING));
        } catch (CheckpointMovedException moved) {
            LOG.atInfo()
                .addKeyValue("projection", projection)
                .log("Reading the checkpoints again: {}", moved.getMessage());
            assignment.restart();
        } catch (SQLException failure) {
            assignment.again(batch);
            repeat(ProjectionState.RETRYING, failure);
        }
    }

    private void noteConnection(KafkaConsumer<byte[], byte[]> open) {
        if (readings.connections() == 0) {
            status.updateAndGet(it -> it.in(ProjectionState.WAITING));
        } else if (!open.assignment().isEmpty() || open.groupMetadata().generationId() > 0) {
            status.updateAndGet(it -> it.in(ProjectionState.RUNNING));
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
