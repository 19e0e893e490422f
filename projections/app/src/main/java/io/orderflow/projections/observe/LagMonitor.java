package io.orderflow.projections.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.readmodel.PartitionProgress;
import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ProjectionProgress;
import io.orderflow.readmodel.ReadModel;
import io.orderflow.readmodel.ReadModelProgress;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the database how far every projection is, on a thread of its own, and keeps the gauges of it: they are
 * right also when no consumer runs. While the database is away they keep their last values and
 * {@code lag.monitor.last.success} stands still.
 */
public final class LagMonitor implements AutoCloseable {
    /** Stands in the place of a partition for events that are not yet in Kafka. */
    private static final String UNPUBLISHED = "unpublished";

    private record Reading(Progress progress, Map<ReadModel, ParkedCounts.Counts> parked, Instant at) {}

    private final ReadModelProgress progress;
    private final ParkedCounts parkedCounts;
    private final MeterRegistry registry;
    private final Duration interval;
    private final Workers workers;
    private final Set<String> knownPartitions = new HashSet<>();
    private volatile @Nullable Reading last;
    private @Nullable Worker worker;

    /** @param workers get the thread that reads */
    public LagMonitor(Workers workers, DataSource dataSource, MeterRegistry registry, Duration interval) {
        this.workers = workers;
        this.progress = new ReadModelProgress(dataSource);
        this.parkedCounts = new ParkedCounts(dataSource);
        this.registry = registry;
        this.interval = interval;
        registerTotals();
    }

    /** The last reading; empty before the first that succeeded. */
    public Optional<Progress> latest() {
        return Optional.ofNullable(last).map(Reading::progress);
    }

    public synchronized void start() {
        if (worker == null) {
            worker = workers.start(WorkerSettings.named("lag-monitor").stoppingWithin(Duration.ZERO), this::read);
        }
    }

    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.close();
        }
    }

    private Duration read() throws SQLException {
        Progress read = progress.read();
        last = new Reading(read, parkedCounts.read(), Instant.now());
        read.projections().values().forEach(this::registerPartitions);
        return interval;
    }

    private void registerTotals() {
        Meters.gauge(registry, MeterName.LAG_MONITOR_LAST_SUCCESS, "timestamp.seconds",
                () -> last == null ? 0 : epochSeconds(last.at));
        for (ReadModel readModel : ReadModel.values()) {
            String projection = readModel.projection();
            Meters.gauge(registry, MeterName.PROJECTION_POSITION, "",
                    () -> value(readModel, ProjectionProgress::position), "projection", projection);
            Meters.gauge(registry, MeterName.PROJECTION_LAST_COMMIT, "timestamp.seconds",
                    () -> value(readModel, it -> it.lastCommit().map(LagMonitor::epochSeconds).orElse(0.0)),
                    "projection", projection);
            Meters.gauge(registry, MeterName.PROJECTION_LAG_EVENTS, "",
                    () -> value(readModel, ProjectionProgress::unpublishedEvents), "projection", projection,
                    "partition",
                    UNPUBLISHED);
            Meters.gauge(registry, MeterName.PROJECTION_LAG_TIME, "seconds",
                    () -> value(readModel, it -> seconds(it.unpublishedLag())), "projection", projection, "partition",
                    UNPUBLISHED);
            Meters.gauge(registry, MeterName.PROJECTION_PARKED_STREAMS, "",
                    () -> parked(readModel).streams(), "projection", projection);
            Meters.gauge(registry, MeterName.PROJECTION_DEAD_LETTERS, "",
                    () -> parked(readModel).letters(), "projection", projection);
        }
    }

    /**
     * Partitions get their gauges when they are first seen, and keep them: the database knows all, whoever owns them.
     */
    private void registerPartitions(ProjectionProgress of) {
        String projection = of.readModel().projection();
        for (PartitionProgress partition : of.partitions()) {
            int number = partition.partition();
            if (knownPartitions.add(projection + "/" + number)) {
                String tag = Integer.toString(number);
                Meters.gauge(registry, MeterName.PROJECTION_LAG_EVENTS, "",
                        () -> partitionValue(of.readModel(), number, PartitionProgress::lagEvents), "projection",
                        projection, "partition", tag);
                Meters.gauge(registry, MeterName.PROJECTION_LAG_TIME, "seconds",
                        () -> partitionValue(of.readModel(), number, it -> seconds(it.lag())), "projection", projection,
                        "partition", tag);
            }
        }
    }

    private Number value(ReadModel readModel, Function<ProjectionProgress, Number> figure) {
        return latest().map(it -> figure.apply(it.of(readModel))).orElse(0);
    }

    private Number partitionValue(ReadModel readModel, int partition,
            Function<PartitionProgress, Number> figure) {
        return latest().flatMap(it -> it.of(readModel)
            .partitions()
            .stream()
            .filter(candidate -> candidate.partition() == partition)
            .findFirst()).map(figure).orElse(0);
    }

    private ParkedCounts.Counts parked(ReadModel readModel) {
        Reading reading = last;
        return reading == null
                ? ParkedCounts.Counts.NONE
                : reading.parked.getOrDefault(readModel, ParkedCounts.Counts.NONE);
    }

    private static double epochSeconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
