package io.orderflow.projections.apply;

import io.orderflow.contract.EventCodec;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.EventOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction that applies one batch. Used once. */
final class BatchAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(BatchAttempt.class);

    private final Projection projection;
    private final Knowledge knowledge;
    private final Connection connection;
    private final Batch batch;
    private final BatchObserver watch;
    private final Care care;
    private final Checkpoints checkpoints;
    private final DeadLetters deadLetters;
    private final FoldSession session;
    private final Advances advances;
    private final BatchOutcome outcome = new BatchOutcome();
    private final Set<String> parked = new HashSet<>();
    private final Set<String> discarded = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<JourneyStep> steps = new ArrayList<>();

    BatchAttempt(Projection projection, EventCodec codec, Knowledge knowledge, Connection connection, Batch batch,
            BatchObserver watch, Care care) {
        this.projection = projection;
        this.knowledge = knowledge;
        this.connection = connection;
        this.batch = batch;
        this.watch = watch;
        this.care = care;
        this.checkpoints = new Checkpoints(projection.name());
        this.deadLetters = new DeadLetters(projection.name());
        this.session = new FoldSession(knowledge, codec, connection);
        this.advances = new Advances(batch);
    }

    /**
     * Applies and commits.
     *
     * @throws UnprovenException when more care is needed
     */
    BatchOutcome run(Provenance provenance) throws SQLException, CheckpointMovedException, UnprovenException {
        fence();
        Provenance.Sorted sorted = provenance.sort(connection, batch, care);
        List<ReceivedEvent> events = takeIn(sorted.own());
        lockParked(events);
        session.load(events);
        for (ReceivedEvent event : events) {
            apply(event);
        }
        Instant committed = write(sorted);
        watch.commit(connection::commit);
        session.keep();
        Set<String> held = new HashSet<>(parked);
        held.addAll(discarded);
        knowledge.committed(checkpoints(), held, released);
        outcome.committed(committed, sorted);
        return outcome;
    }

    /**
     * The batch starts at the checkpoints that this process knows; whether they are still those of the database, the
     * compare-and-set says that is written first. Only what writes before that holds them from the beginning.
     */
    private void fence() throws SQLException, CheckpointMovedException {
        knowledge.expect(batch);
        Set<Integer> partitions = batch.nextOffsets().keySet();
        Map<Integer, Checkpoint> known = care == Care.ALONE
                ? checkpoints.lock(connection, partitions)
                : batch.expected();
        for (int partition : partitions) {
            Checkpoint expected = batch.expected().get(partition);
            if (expected == null || !expected.equals(known.get(partition))) {
                throw new CheckpointMovedException("the checkpoint of " + projection.name() + " in partition "
                        + partition + " is " + known.get(partition) + ", expected " + expected);
            }
        }
    }

    /** The events that concern the projection; the others are done with this. */
    private List<ReceivedEvent> takeIn(List<OwnRecord> own) {
        List<ReceivedEvent> relevant = new ArrayList<>();
        for (OwnRecord next : own) {
            if (!advances.handle(next.record().partition(), next.claim().position())) {
                outcome.add(next.claim().eventType(), EventOutcome.DUPLICATE);
            } else if (projection.tableFor(next.claim().streamType()).isPresent()) {
                relevant.add(ReceivedEvent.of(next));
            } else {
                outcome.add(next.claim().eventType(), EventOutcome.SKIPPED);
            }
        }
        return relevant;
    }

    /** Asks about the streams that may be parked, and holds those that are. */
    private void lockParked(List<ReceivedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        if (!knowledge.parkedIsKnown()) {
            knowledge.parkedAre(deadLetters.parked(connection, Knowledge.PARKED_MAX + 1));
        }
        Set<String> maybe = events.stream()
            .map(ReceivedEvent::streamId)
            .filter(knowledge::mayBeParked)
            .collect(Collectors.toSet());
        deadLetters.lockParked(connection, maybe)
            .forEach((streamId, isDiscarded) -> (isDiscarded ? discarded : parked).add(streamId));
        released.addAll(maybe);
        released.removeAll(parked);
        released.removeAll(discarded);
    }

    private void apply(ReceivedEvent event) throws SQLException, CheckpointMovedException, UnprovenException {
        if (discarded.contains(event.streamId())) {
            outcome.add(event, EventOutcome.DISCARDED);
            return;
        }
        if (parked.contains(event.streamId())) {
            letters.add(DeadLetter.of(event, null));
            outcome.add(event, EventOutcome.PARKED);
            return;
        }
        watch.began(event);
        try {
            boolean applied = care == Care.ALONE ? session.applyAlone(event, watch) : session.apply(event);
            outcome.add(event, applied ? EventOutcome.OK : EventOutcome.DUPLICATE);
            if (applied && event.correlationId() != null) {
                steps.add(JourneyStep.of(event, event.correlationId(), watch.span(event)));
            }
        } catch (PoisonEventException poison) {
            watch.failed(event, poison.failure());
            park(event, poison.failure());
        }
    }

    /** Only what the log has confirmed parks a stream. */
    private void park(ReceivedEvent event, Exception failure) throws UnprovenException {
        if (!care.isConfirmed()) {
            throw new UnprovenException("stream " + event.streamId() + " would be parked: " + failure.getMessage());
        }
        parked.add(event.streamId());
        letters.add(DeadLetter.of(event, failure));
        outcome.add(event, EventOutcome.FAILED);
        LOG.atWarn()
            .addKeyValue("projection", projection.name())
            .addKeyValue("event.position", event.position())
            .setCause(failure)
            .log("Parked stream {} at offset {} of partition {}", event.streamId(), event.source().offset(),
                    event.partition());
    }

    /** In one round trip, unless streams are parked. */
    private Instant write(Provenance.Sorted sorted) throws SQLException, CheckpointMovedException, UnprovenException {
        List<Checkpoints.Advance> moves = advances.moves();
        List<RoundTrip.Result> results = session.write(watch, checkpoints.advance(batch.topicId(), moves),
                others(sorted));
        if (results.getFirst().rows() != moves.size()) {
            throw new CheckpointMovedException(results.getFirst().rows() + " of " + moves.size() + " checkpoints of "
                    + projection.name() + " were as expected");
        }
        if (sorted.believedTo() > 0 && results.getLast().rows() == 0) {
            throw new UnprovenException("the log has no position " + sorted.believedTo());
        }
        deadLetters.park(connection, batch.topicId(), letters);
        return results.getFirst().at();
    }

    private List<TextStatement> others(Provenance.Sorted sorted) {
        List<TextStatement> others = new ArrayList<>();
        if (!steps.isEmpty()) {
            others.add(JourneyStep.insert(projection.name(), steps));
        }
        if (!sorted.strangers().isEmpty()) {
            others.addAll(Stranger.keep(batch.topicId(), sorted.strangers()));
        }
        if (sorted.believedTo() > 0) {
            others.add(Provenance.proof(sorted.believedTo()));
        }
        return others;
    }

    /** The checkpoints that the commit left. */
    Map<Integer, Checkpoint> checkpoints() {
        return advances.checkpoints();
    }
}
