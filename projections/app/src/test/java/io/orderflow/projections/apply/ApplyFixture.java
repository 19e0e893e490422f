package io.orderflow.projections.apply;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.orderflow.contract.StrangerReason;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.ProjectionMeters;
import io.orderflow.projections.testing.Log.Published;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies events to one projection as its consumer would, from one partition, without Kafka. */
final class ApplyFixture {
    static final String TOPIC_ID = "topic-1";
    private static final int PARTITION = 0;

    final ReadModelDatabase database;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final InMemorySpanExporter spans = InMemorySpanExporter.create();
    final CountingDataSource dataSource;
    final BatchApplier applier;
    final DeadLetterRetry retry;
    private final Projection projection;
    private final Checkpoints checkpoints;
    private final List<KafkaRecord> topic = new ArrayList<>();

    ApplyFixture(ReadModelDatabase database, Projection projection) throws SQLException {
        this(database, projection, ApplyFixture::telemetry);
    }

    /** With nobody watching. */
    static ApplyFixture unobserved(ReadModelDatabase database, Projection projection) throws SQLException {
        return new ApplyFixture(database, projection, _ -> ApplyObserver.NONE);
    }

    private ApplyFixture(ReadModelDatabase database, Projection projection,
            Function<ApplyFixture, ApplyObserver> observer) throws SQLException {
        this.database = database;
        this.projection = projection;
        this.checkpoints = new Checkpoints(projection.name());
        this.dataSource = new CountingDataSource(database.projections());
        ApplyObserver watch = observer.apply(this);
        this.applier = new BatchApplier(projection, dataSource, watch);
        this.retry = new DeadLetterRetry(projection, dataSource, watch);
        try (Connection connection = dataSource.getConnection()) {
            checkpoints.create(connection, TOPIC_ID, 1);
        }
        dataSource.roundTrips.clear();
    }

    private static ApplyObserver telemetry(ApplyFixture of) {
        var tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(of.spans))
            .build()
            .get("test");
        return new ApplyTelemetry(tracer, of.projection.name(),
                new ProjectionMeters(of.meters, of.projection.name()));
    }

    /** Puts events into the log and into the topic; they are applied by {@link #applyAll}. */
    ApplyFixture publish(Published... events) {
        for (Published event : events) {
            write(database.recorded(event));
        }
        return this;
    }

    /** Puts a record into the topic that the log knows nothing of. */
    ApplyFixture write(Published record) {
        return write(record.key(), record.headers(), record.payload());
    }

    ApplyFixture write(@Nullable String key, Map<String, String> headers, @Nullable String payload) {
        topic.add(new KeptRecord(PARTITION, topic.size(), key, headers, payload, Instant.now(), Instant.now()));
        return this;
    }

    Checkpoint checkpoint() throws SQLException {
        try (Connection connection = database.projections().getConnection()) {
            return Objects.requireNonNull(checkpoints.read(connection).get(PARTITION));
        }
    }

    /** What a poll from the checkpoint would bring. */
    Batch batch(Checkpoint from, int recordsMax) {
        int end = (int) Math.min(topic.size(), from.nextOffset() + recordsMax);
        return new Batch(TOPIC_ID, 1, Map.of(PARTITION, from), topic.subList((int) from.nextOffset(), end),
                Map.of(PARTITION, (long) end));
    }

    void applyAll() throws SQLException, CheckpointMovedException {
        applyAll(Integer.MAX_VALUE);
    }

    void applyAll(int recordsMax) throws SQLException, CheckpointMovedException {
        Checkpoint at = checkpoint();
        while (at.nextOffset() < topic.size()) {
            at = Objects.requireNonNull(applier.apply(batch(at, recordsMax), Instant.now()).get(PARTITION));
        }
    }

    double strangers(StrangerReason reason) {
        return meters.get("projection.strangers")
            .tag("projection", projection.name())
            .tag("reason", reason.tag())
            .counter()
            .count();
    }

    double counted(String outcome) {
        return meters.find("projection.events")
            .tag("projection", projection.name())
            .tag("outcome", outcome)
            .counters()
            .stream()
            .mapToDouble(Counter::count)
            .sum();
    }
}
