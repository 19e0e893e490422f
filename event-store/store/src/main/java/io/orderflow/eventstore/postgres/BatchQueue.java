package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.AppendRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Forms batches of the appends that wait. A batch holds what came while the one before was committed, and waits for a
 * moment for the callers of that one: otherwise they would come in two halves, each of which pays for a commit. One
 * caller alone never waits. Any thread may offer; one thread takes.
 */
final class BatchQueue {
    /** How long callers are waited for in all, and since the last of them came. */
    private static final long GATHER_NANOS_MAX = 500_000;
    private static final long GATHER_PAUSE_NANOS_MAX = 250_000;
    private static final long GATHER_LOOK_NANOS = 20_000;

    private final StoreSettings settings;
    private final BlockingQueue<PendingAppend> waiting;
    /** Appends to a stream or of a command that the batch before already had; they come first in the next one. */
    private final ArrayDeque<PendingAppend> deferred = new ArrayDeque<>();
    /** The last batch, also one that was not finished. */
    private List<PendingAppend> taken = List.of();
    /** Taken out last, wherever it was put. */
    private @Nullable PendingAppend atHand;
    private int lastBatch;
    private int callersExpected;

    BatchQueue(StoreSettings settings) {
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.queueAppendsMax());
    }

    /** False when the queue is full. */
    boolean offer(PendingAppend append) {
        return waiting.offer(append);
    }

    int size() {
        return waiting.size();
    }

    double saturation() {
        return (double) waiting.size() / settings.queueAppendsMax();
    }

    /**
     * Waits for an append.
     *
     * @return empty when none came in time
     */
    List<PendingAppend> take(Duration most) throws InterruptedException {
        Batch batch = new Batch();
        taken = batch.appends;
        takeDeferred(batch);
        if (batch.appends.isEmpty()) {
            PendingAppend first = waiting.poll(most.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null) {
                batch.addOrDefer(first);
            }
        }
        if (batch.appends.isEmpty()) {
            return batch.appends;
        }
        gather(batch.appends.size());
        PendingAppend next;
        while (!batch.isFull() && (next = waiting.poll()) != null) {
            batch.addOrDefer(next);
        }
        lastBatch = batch.appends.size();
        return batch.appends;
    }

    /** The batch taken last was written; its callers have not been told yet. For the taking thread. */
    void written() {
        callersExpected = lastBatch + waiting.size();
    }

    private void gather(int taken) {
        int expected = Math.min(callersExpected, settings.batchAppendsMax()) - taken;
        long end = System.nanoTime() + GATHER_NANOS_MAX;
        long pauseEnd = System.nanoTime() + GATHER_PAUSE_NANOS_MAX;
        int seen = waiting.size();
        while (seen < expected && System.nanoTime() - end < 0 && System.nanoTime() - pauseEnd < 0) {
            LockSupport.parkNanos(GATHER_LOOK_NANOS);
            int now = waiting.size();
            if (now > seen) {
                pauseEnd = System.nanoTime() + GATHER_PAUSE_NANOS_MAX;
            }
            seen = now;
        }
    }

    /** What no batch has taken yet, for a store that closes; any thread may call it. */
    List<PendingAppend> drainWaiting() {
        List<PendingAppend> rest = new ArrayList<>();
        waiting.drainTo(rest);
        return rest;
    }

    /** The last batch and what was put off; for the taking thread, or when it has ended. */
    List<PendingAppend> drainTaken() {
        List<PendingAppend> rest = new ArrayList<>(taken);
        rest.addAll(deferred);
        if (atHand != null) {
            rest.add(atHand);
        }
        taken = List.of();
        deferred.clear();
        return rest;
    }

    private void takeDeferred(Batch batch) {
        for (int i = deferred.size(); i > 0; i--) {
            batch.addOrDefer(deferred.remove());
        }
    }

    private final class Batch {
        private final List<PendingAppend> appends = new ArrayList<>();
        private final Set<String> streams = new HashSet<>();
        private final Set<UUID> commands = new HashSet<>();
        private int events;

        boolean isFull() {
            return appends.size() >= settings.batchAppendsMax() || events >= settings.batchEventsMax()
                    || deferred.size() >= settings.batchAppendsMax();
        }

        void addOrDefer(PendingAppend append) {
            atHand = append;
            AppendRequest request = append.request();
            if (streams.contains(request.streamId()) || isKnown(request.commands())) {
                // Later appends to its stream must not overtake it.
                streams.add(request.streamId());
                deferred.add(append);
                return;
            }
            if (!append.take()) {
                return;
            }
            streams.add(request.streamId());
            request.commands().forEach(command -> commands.add(command.commandId()));
            appends.add(append);
            events += append.eventCount();
        }

        private boolean isKnown(List<AppendRequest.Command> asked) {
            return asked.stream().anyMatch(command -> commands.contains(command.commandId()));
        }
    }
}
