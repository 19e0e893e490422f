package io.orderflow.projections.apply;

import io.orderflow.contract.EventCodec;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.EventOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One page of a parked stream, folded from the log after the stream's row in one transaction. Used once. */
final class RefoldPage {
    /** What it came to. */
    sealed interface Result {}

    /** Nobody needs it any more. */
    record NotParked() implements Result {}

    /** The stream has further events. */
    record More(int events) implements Result {}

    /** The stream is released. */
    record Done(int events) implements Result {}

    /** Nothing was applied. */
    record Failed(ReceivedEvent event, Exception failure) implements Result {}

    private final Projection projection;
    private final EventCodec codec;
    private final BatchObserver watch;
    private final DeadLetters deadLetters;
    private final BatchOutcome outcome = new BatchOutcome();
    private final List<JourneyStep> steps = new ArrayList<>();
    private Result result = new NotParked();
    private int applied;

    RefoldPage(Projection projection, EventCodec codec, BatchObserver watch) {
        this.projection = projection;
        this.codec = codec;
        this.watch = watch;
        this.deadLetters = new DeadLetters(projection.name());
    }

    Result result() {
        return result;
    }

    void run(Connection connection, String streamId) throws SQLException {
        if (deadLetters.lockParked(connection, Set.of(streamId)).isEmpty()) {
            return;
        }
        Optional<String> type = LoggedStream.type(connection, streamId);
        List<ReceivedEvent> events = List.of();
        FoldSession session = new FoldSession(new Knowledge(projection), codec, connection);
        if (type.isPresent() && projection.tableFor(type.get()).isPresent()) {
            long version = session.loadVersion(type.get(), streamId);
            events = new LoggedStream(projection.name()).after(connection, streamId, version);
        }
        Savepoint untouched = connection.setSavepoint();
        Failed failed = fold(session, events);
        if (failed != null) {
            connection.rollback(untouched);
            deadLetters.failedAgain(connection, streamId, failed.event.position(), failed.failure);
            result = failed;
        } else {
            finish(connection, streamId, events.size() == LoggedStream.PAGE_EVENTS_MAX);
        }
    }

    private void finish(Connection connection, String streamId, boolean more) throws SQLException {
        if (!steps.isEmpty()) {
            new RoundTrip().add(JourneyStep.insert(projection.name(), steps)).run(connection);
        }
        if (more) {
            result = new More(applied);
        } else {
            deadLetters.release(connection, streamId);
            result = new Done(applied);
        }
    }

    private @Nullable Failed fold(FoldSession session, List<ReceivedEvent> events) throws SQLException {
        for (ReceivedEvent event : events) {
            watch.began(event);
            try {
                if (session.applyAlone(event, watch)) {
                    applied++;
                    outcome.add(event, EventOutcome.OK);
                    if (event.correlationId() != null && event.source().offset() >= 0) {
                        steps.add(JourneyStep.of(event, event.correlationId(), watch.span(event)));
                    }
                }
            } catch (PoisonEventException poison) {
                return new Failed(event, poison.failure());
            } catch (CheckpointMovedException moved) {
                return new Failed(event, moved);
            }
        }
        return null;
    }

    /** The transaction is committed, also the note of a failure. */
    void committed() {
        if (result instanceof Failed failed) {
            watch.abandoned(failed.failure);
        } else {
            watch.committed(outcome);
        }
    }
}
