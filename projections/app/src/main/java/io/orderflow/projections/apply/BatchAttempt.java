package io.orderflow.projections.apply;

import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.EventOutcome;
import io.orderflow.projections.observe.ProjectionMeters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction that applies one batch. Used once. */
final class BatchAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(BatchAttempt.class);

    /** What became of a record, told to the meters only after the commit. */
    private record Outcome(String eventType, EventOutcome outcome) {}

    private final Projection projection;
    private final Knowledge knowledge;
    private final Connection connection;
    private final Batch batch;
    private final BatchTrace trace;
    private final boolean eventByEvent;
    private final Checkpoints checkpoints;
    private final DeadLetters deadLetters;
    private final FoldSession session;
    private final Map<Integer, Checkpoint> positions = new HashMap<>();
    private final Map<Integer, Integer> handled = new HashMap<>();
    private final Set<String> parked = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<JourneyStep> steps = new ArrayList<>();
    private final List<EventTrace> traces = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    BatchAttempt(Projection projection, EventCodec codec, Knowledge knowledge, Connection connection, Batch batch,
            BatchTrace trace, boolean eventByEvent) {
        this.projection = projection;
        this.knowledge = knowledge;
        this.connection = connection;
        this.batch = batch;
        this.trace = trace;
        this.eventByEvent = eventByEvent;
        this.checkpoints = new Checkpoints(projection.name());
        this.deadLetters = new DeadLetters(projection.name());
        this.session = new FoldSession(knowledge, codec, connection);
    }

    /** Applies and commits; returns the database's time of it. */
    Instant run() throws SQLException, CheckpointMovedException {
        fence();
        List<Intake> intake = takeIn();
        lockParked(intake);
        session.load(intake.stream().map(Intake::event).flatMap(it -> it.stream()).toList());
        for (Intake next : intake) {
            apply(next);
        }
        Instant committed = write();
        trace.commit(connection::commit);
        session.keep();
        knowledge.committed(checkpoints(), parked, released);
        return committed;
    }

    /**
     * The batch starts at the checkpoints that this process knows; whether they are still those of the database, the
     * compare-and-set says that is written first. Only what writes before that holds them from the beginning.
     */
    private void fence() throws SQLException, CheckpointMovedException {
        knowledge.expect(batch);
        Set<Integer> partitions = batch.nextOffsets().keySet();
        Map<Integer, Checkpoint> known = eventByEvent ? checkpoints.lock(connection, partitions) : batch.expected();
        for (int partition : partitions) {
            Checkpoint expected = batch.expected().get(partition);
            if (expected == null || !expected.equals(known.get(partition))) {
                throw new CheckpointMovedException("the checkpoint of " + projection.name() + " in partition "
                        + partition + " is " + known.get(partition) + ", expected " + expected);
            }
        }
        positions.putAll(batch.expected());
    }

    /** The records that concern the projection; the others are done with this. */
    private List<Intake> takeIn() {
        List<Intake> relevant = new ArrayList<>();
        for (KafkaRecord record : batch.records()) {
            Intake next = Intake.of(record, projection);
            if (next.position() > 0 && next.position() <= position(record.partition())) {
                outcomes.add(new Outcome(eventType(record), EventOutcome.DUPLICATE));
                continue;
            }
            handled.merge(record.partition(), 1, Integer::sum);
            if (next.position() > 0) {
                positions.computeIfPresent(record.partition(), (partition, it) -> new Checkpoint(partition,
                        it.topicId(), it.nextOffset(), next.position()));
            }
            if (next.concerns(projection)) {
                relevant.add(next);
            } else {
                outcomes.add(new Outcome(eventType(record), EventOutcome.SKIPPED));
            }
        }
        return relevant;
    }

    /** Asks about the streams that may be parked, and holds those that are. */
    private void lockParked(List<Intake> intake) throws SQLException {
        if (intake.isEmpty()) {
            return;
        }
        if (!knowledge.parkedIsKnown()) {
            knowledge.parkedAre(deadLetters.parked(connection, Knowledge.PARKED_MAX + 1));
        }
        Set<String> maybe = intake.stream()
            .map(Intake::sequence)
            .filter(knowledge::mayBeParked)
            .collect(Collectors.toSet());
        parked.addAll(deadLetters.lockParked(connection, maybe));
        released.addAll(maybe);
        released.removeAll(parked);
    }

    private long position(int partition) {
        Checkpoint checkpoint = positions.get(partition);
        return checkpoint == null ? 0 : checkpoint.position();
    }

    private void apply(Intake next) throws SQLException, CheckpointMovedException {
        KafkaRecord record = next.record();
        if (parked.contains(next.sequence())) {
            letters.add(DeadLetter.of(record, null));
            outcomes.add(new Outcome(eventType(record), EventOutcome.PARKED));
            return;
        }
        if (next.event().isEmpty()) {
            park(next, next.requireFailure());
            return;
        }
        ReceivedEvent event = next.event().get();
        EventTrace eventTrace = trace.begin(event);
        traces.add(eventTrace);
        try {
            boolean applied = eventByEvent ? session.applyAlone(eventTrace, trace) : session.apply(eventTrace);
            outcomes.add(new Outcome(eventType(record), applied ? EventOutcome.OK : EventOutcome.DUPLICATE));
            if (applied && event.correlationId() != null) {
                steps.add(JourneyStep.of(event, event.correlationId(), eventTrace.projectSpanContext()));
            }
        } catch (PoisonEventException poison) {
            eventTrace.poisoned(poison.failure());
            park(next, poison.failure());
        }
    }

    private void park(Intake next, Exception failure) {
        KafkaRecord record = next.record();
        parked.add(next.sequence());
        letters.add(DeadLetter.of(record, failure));
        outcomes.add(new Outcome(eventType(record), EventOutcome.FAILED));
        LOG.atWarn()
            .addKeyValue("projection", projection.name())
            .addKeyValue("event.position", next.position())
            .addKeyValue("error.type", failure.getClass().getName())
            .setCause(failure)
            .log("Parked stream {} at offset {} of partition {}", next.sequence(), record.offset(), record.partition());
    }

    /** In one round trip, unless streams are parked. */
    private Instant write() throws SQLException, CheckpointMovedException {
        List<TextStatement> others = steps.isEmpty()
                ? List.of()
                : List.of(JourneyStep.insert(projection.name(), steps));
        List<Checkpoints.Advance> advances = advances();
        RoundTrip.Result advanced = session.write(trace, checkpoints.advance(batch.topicId(), advances), others);
        if (advanced.rows() != advances.size()) {
            throw new CheckpointMovedException(advanced.rows() + " of " + advances.size() + " checkpoints of "
                    + projection.name() + " were as expected");
        }
        deadLetters.park(connection, batch.topicId(), letters);
        return advanced.at();
    }

    private List<Checkpoints.Advance> advances() {
        return batch.nextOffsets()
            .entrySet()
            .stream()
            .map(it -> new Checkpoints.Advance(it.getKey(), checkpoint(it.getKey()).nextOffset(), it.getValue(),
                    position(it.getKey()), handled.getOrDefault(it.getKey(), 0)))
            .toList();
    }

    private Checkpoint checkpoint(int partition) {
        return Objects.requireNonNull(positions.get(partition));
    }

    /** The checkpoints that the commit left. */
    Map<Integer, Checkpoint> checkpoints() {
        Map<Integer, Checkpoint> after = new HashMap<>();
        batch.nextOffsets()
            .forEach((partition, offset) -> after.put(partition,
                    new Checkpoint(partition, batch.topicId(), offset, position(partition))));
        return after;
    }

    /** Ends the events' spans and tells the meters. */
    void measure(ProjectionMeters meters, Instant committed) {
        traces.forEach(it -> it.end(() -> meters.lag(it.event().partition(), it.mode(),
                Duration.between(it.event().recordedAt(), committed))));
        outcomes.forEach(it -> meters.count(it.eventType, it.outcome));
        batch.records()
            .forEach(it -> meters.consumeDelay(it.partition(), Duration.between(it.brokerTimestamp(), it.polledAt())));
    }

    private static String eventType(KafkaRecord record) {
        String type = record.header(EventHeaders.EVENT_TYPE);
        return type == null ? "" : type;
    }
}
