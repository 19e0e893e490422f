package io.orderflow.command.fulfilment;

import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One turn of the leader after the other: takes what is there - answers of the provider, events of the log, instances
 * that are due -, lets the rules decide, issues the commands of all orders together, and then stores every changed
 * instance and the checkpoint in one transaction. What the turn's own commands appended is read in the same turn.
 * Events are reacted to again from the checkpoint when a turn was not stored; the commands' ids see to it that nothing
 * happens twice. One thread uses it.
 */
final class FulfilmentTurn {
    /**
     * Place, reserve, mark and ask; or record, confirm and see it: a few reads in one turn spare storing in between.
     */
    private static final int READS_MAX = 4;
    /** A checkpoint that nobody's state waits for moves at most this often. */
    private static final Duration CHECKPOINT_PAUSE = Duration.ofMillis(200);

    private final EventStore log;
    private final CommandBatches batches;
    private final FulfilmentStore store;
    private final Instances instances;
    private final BatchReactor reactor;
    private final PaymentCalls calls;
    private final PaymentAnswers answers;
    private final DueInstances due;
    private final OperatorActions operators;
    private final int batchEventsMax;
    private final long gatherNanos;
    private long epoch;
    private long stored;
    private long position;
    private long storedAt = System.nanoTime();
    private long begunAt = System.nanoTime();
    private volatile int events;

    FulfilmentTurn(EventStore log, CommandBatches batches, FulfilmentStore store, Instances instances,
            BatchReactor reactor, PaymentCalls calls, PaymentAnswers answers, DueInstances due,
            OperatorActions operators, FulfilmentProperties settings) {
        this.log = log;
        this.batches = batches;
        this.store = store;
        this.instances = instances;
        this.reactor = reactor;
        this.calls = calls;
        this.answers = answers;
        this.due = due;
        this.operators = operators;
        this.batchEventsMax = settings.batchEventsMax();
        this.gatherNanos = settings.gather().toNanos();
    }

    /**
     * From the checkpoint on, with nothing in memory.
     *
     * @param beat tells that the leader moves, while something takes long
     */
    void begin(long leaderEpoch, long checkpoint, Runnable beat) {
        epoch = leaderEpoch;
        stored = checkpoint;
        position = checkpoint;
        events = 0;
        instances.forget();
        due.forget();
        operators.begin(beat);
    }

    /**
     * @return false when there was nothing to do
     * @throws FulfilmentStore.StaleException when another process leads
     */
    boolean take() throws InterruptedException {
        awaitFullerBatch();
        List<PaymentAnswer> answered = calls.answers();
        answers.take(answered);
        events = answered.size() + follow();
        operators.act(position);
        due.act();
        boolean hasChanges = !instances.changed().isEmpty() || operators.hasTaken();
        if (hasChanges || isCheckpointOld()) {
            store();
        }
        calls.taken(answered);
        return events > 0 || hasChanges;
    }

    /**
     * What comes after a quiet time is taken at once; while there is something to do, turns begin an interval apart.
     */
    private void awaitFullerBatch() {
        long pause = begunAt + gatherNanos - System.nanoTime();
        if (events > 0 && pause > 0) {
            LockSupport.parkNanos(pause);
        }
        begunAt = System.nanoTime();
    }

    /** Events of the last turn, as a part of those that one may have; any thread may ask. */
    double saturation() {
        return Math.min(1.0, (double) events / (READS_MAX * batchEventsMax));
    }

    private int follow() throws InterruptedException {
        int read = 0;
        boolean atEnd = false;
        for (int reads = 0; reads < READS_MAX; reads++) {
            // At the end only the turn's own commands can have appended something that is worth another look.
            List<RecordedEvent> page = atEnd
                    ? log.recentEvents(position, batchEventsMax)
                    : log.nextEvents(position, batchEventsMax);
            if (page.isEmpty()) {
                break;
            }
            atEnd = page.size() < batchEventsMax;
            Batch batch = Batch.of(position, page, batches::learn);
            reactor.react(batch);
            position = batch.to();
            read += page.size();
        }
        return read;
    }

    private boolean isCheckpointOld() {
        return position > stored && System.nanoTime() - storedAt >= CHECKPOINT_PAUSE.toNanos();
    }

    private void store() {
        store.advance(epoch, stored, position, instances.changed(), operators.done());
        stored = position;
        storedAt = System.nanoTime();
        instances.stored();
        due.stored();
        operators.stored();
    }
}
