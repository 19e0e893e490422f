package io.orderflow.projections.apply;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.contract.EventCodec;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.EventOutcome;
import io.orderflow.projections.observe.ProjectionMeters;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Applies the letters of a parked stream in their order, all of them or none, in one transaction. Safe beside the
 * consumer and beside other retries: whoever holds the parked stream's row goes first.
 */
public final class DeadLetterRetry {
    private final Projection projection;
    private final DataSource dataSource;
    private final Tracer tracer;
    private final ProjectionMeters meters;
    private final DeadLetters deadLetters;
    private final EventCodec codec = new EventCodec();

    public DeadLetterRetry(Projection projection, DataSource dataSource, Tracer tracer, ProjectionMeters meters) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.tracer = tracer;
        this.meters = meters;
        this.deadLetters = new DeadLetters(projection.name());
    }

    public RetryResult retry(String streamId) throws SQLException {
        BatchTrace trace = new BatchTrace(tracer, projection.name(), Context.current().with(Span.current()));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                RetryResult result = retry(connection, streamId, trace);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException | RuntimeException failure) {
            trace.abandon(failure);
            throw failure;
        }
    }

    private RetryResult retry(Connection connection, String streamId, BatchTrace trace) throws SQLException {
        if (deadLetters.lockParked(connection, Set.of(streamId)).isEmpty()) {
            return new RetryResult.NotParked();
        }
        Savepoint untouched = connection.setSavepoint();
        Attempt attempt = new Attempt(connection, trace);
        Refusal refusal = attempt.run(streamId);
        if (refusal == null) {
            deadLetters.release(connection, streamId);
            attempt.traces.forEach(it -> it.end(() -> meters.count(it.event().stored().type(), EventOutcome.OK)));
            return new RetryResult.Released(attempt.steps.size());
        }
        connection.rollback(untouched);
        trace.abandon(refusal.failure);
        deadLetters.failedAgain(connection, streamId, refusal.record.offset(), refusal.failure);
        return new RetryResult.StillParked(refusal.record.partition(), refusal.record.offset(),
                refusal.failure.getClass().getName(), refusal.failure.getMessage());
    }

    private record Refusal(KafkaRecord record, Exception failure) {}

    private final class Attempt {
        private final Connection connection;
        private final BatchTrace trace;
        private final FoldSession session;
        private final List<JourneyStep> steps = new ArrayList<>();
        private final List<EventTrace> traces = new ArrayList<>();

        Attempt(Connection connection, BatchTrace trace) {
            this.connection = connection;
            this.trace = trace;
            this.session = new FoldSession(new Knowledge(projection), codec, connection);
        }

        @Nullable
        Refusal run(String streamId) throws SQLException {
            List<KafkaRecord> page = deadLetters.read(connection, streamId, -1);
            while (!page.isEmpty()) {
                for (KafkaRecord letter : page) {
                    Exception failure = apply(letter);
                    if (failure != null) {
                        return new Refusal(letter, failure);
                    }
                }
                page = deadLetters.read(connection, streamId, page.getLast().offset());
            }
            if (!steps.isEmpty()) {
                new RoundTrip().add(JourneyStep.insert(projection.name(), steps)).run(connection);
            }
            return null;
        }

        private @Nullable Exception apply(KafkaRecord letter) throws SQLException {
            Intake intake = Intake.of(letter);
            if (intake.event().isEmpty()) {
                return intake.requireFailure();
            }
            ReceivedEvent event = intake.event().get();
            if (traces.isEmpty()) {
                session.load(List.of(event));
            }
            EventTrace eventTrace = trace.begin(event);
            traces.add(eventTrace);
            try {
                if (session.applyAlone(eventTrace, trace) && event.correlationId() != null) {
                    steps.add(JourneyStep.of(event, event.correlationId(), eventTrace.projectSpanContext()));
                }
                return null;
            } catch (PoisonEventException poison) {
                return poison.failure();
            } catch (CheckpointMovedException moved) {
                return moved;
            }
        }
    }
}
