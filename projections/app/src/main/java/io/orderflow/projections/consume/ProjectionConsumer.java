package io.orderflow.projections.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.projections.apply.BatchApplier;
import io.orderflow.projections.apply.DeadLetterRetry;
import io.orderflow.projections.observe.ProjectionMeters;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
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

    private final Workers workers;
    private final String projection;
    private final ConsumerSettings settings;
    private final Topics topics;
    private final DataSource dataSource;
    private final BatchApplier applier;
    private final DeadLetterRetry retry;
    private final ProjectionMeters meters;
    private final MeterRegistry registry;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<ProjectionStatus> status = new AtomicReference<>(
            new ProjectionStatus(ProjectionState.STARTING, Set.of(), null));
    private final ClientReadings readings = new ClientReadings();
    private volatile @Nullable Consumption consumption;
    private @Nullable Worker worker;
    /** Of the consumer's thread: the last failure was the batch's alone. */
    private boolean goesOn;
    /** Partitions may have come in whose streams a former release parked. Of the consumer's thread. */
    private boolean mayBeReadable;

    /** @param workers get the thread that consumes, {@code projection-NAME} */
    public ProjectionConsumer(Workers workers, String projection, ConsumerSettings settings, Topics topics,
            DataSource dataSource, BatchApplier applier, DeadLetterRetry retry, ProjectionMeters meters,
            MeterRegistry registry) {
        this.workers = workers;
        this.projection = projection;
        this.settings = settings;
        this.topics = topics;
        this.dataSource = dataSource;
        this.applier = applier;
        this.retry = retry;
        this.meters = meters;
        this.registry = registry;
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
        if (worker == null) {
            worker = workers.start(WorkerSettings.named("projection-" + projection)
                .stalledAfter(settings.pollIntervalMax())
                .pausing(settings.backoffMin(), settings.backoffMax())
                .stoppingWithin(Consumption.CLOSE_MAX.multipliedBy(2))
                .endedBy(it -> Failures.stateAfter(it) == ProjectionState.STOPPED)
                .afterFailure(this::leaveUnlessItGoesOn), this::step);
        }
    }

    /** Lets the batch in hand end, then leaves the group. Blocks for a few times as long as Kafka is given at most. */
    @Override
    public synchronized void close() {
        closing.countDown();
        Consumption open = consumption;
        if (open != null) {
            open.consumer().wakeup();
        }
        if (worker != null) {
            worker.close();
        }
    }

    private Duration step() throws Exception {
        try {
            consume();
            return Duration.ZERO;
        } catch (WakeupException woken) {
            if (closing.getCount() > 0) {
                throw woken;
            }
            return Duration.ZERO;
        } catch (Exception | Error failure) {
            goesOn = failure instanceof BatchFailedException;
            meters.failed();
            status.updateAndGet(it -> it.failed(Failures.stateAfter(failure), Failures.said(failure)));
            throw failure;
        }
    }

    private void consume() throws SQLException, BatchFailedException {
        Consumption open = consumption;
        if (open == null) {
            open = new Consumption(projection, settings, topics, dataSource, applier, registry, this::assigned,
                    closing);
            consumption = open;
            readings.read(open.consumer());
        }
        if (open.applyNext()) {
            status.updateAndGet(it -> it.in(ProjectionState.RUNNING));
        } else {
            noteConnection(open);
        }
        mayBeReadable = mayBeReadable && retry.retryReadable();
    }

    private void assigned(Set<Integer> owned) {
        if (consumption == null) {
            // Told while leaving: the state is that of the failure.
            return;
        }
        mayBeReadable = !owned.isEmpty();
        status.updateAndGet(it -> it.assigned(owned).in(ProjectionState.RUNNING));
    }

    private void noteConnection(Consumption open) {
        if (readings.connections() == 0) {
            status.updateAndGet(it -> it.in(ProjectionState.WAITING));
        } else if (open.isMember()) {
            status.updateAndGet(it -> it.in(ProjectionState.RUNNING));
        }
    }

    private void leaveUnlessItGoesOn() {
        if (goesOn && closing.getCount() > 0) {
            goesOn = false;
        } else {
            leave();
        }
    }

    private void leave() {
        Consumption open = consumption;
        consumption = null;
        readings.clear();
        status.updateAndGet(it -> it.assigned(Set.of()));
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException failure) {
                LOG.atInfo()
                    .addKeyValue("projection", projection)
                    .setCause(failure)
                    .log("Left the group without a word: {}", failure.getMessage());
            }
        }
    }
}
