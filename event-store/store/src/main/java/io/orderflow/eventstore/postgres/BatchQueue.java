package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.AppendRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Forms batches of the appends that wait. Nobody waits for a batch to fill: it holds what came while the one before was
 * committed. Any thread may offer; one thread takes.
 */
final class BatchQueue {
    private final StoreSettings settings;
    private final BlockingQueue<PendingAppend> waiting;
    /** Appends to a stream or of a command that the batch before already had; they come first in the next one. */
    private final ArrayDeque<PendingAppend> deferred = new ArrayDeque<>();

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

    /** Blocks until there is at least one append. */
    List<PendingAppend> take() throws InterruptedException {
        Batch batch = new Batch();
        takeDeferred(batch);
        if (batch.appends.isEmpty()) {
            batch.addOrDefer(waiting.take());
        }
        PendingAppend next;
        while (!batch.isFull() && (next = waiting.poll()) != null) {
            batch.addOrDefer(next);
        }
        return batch.appends;
    }

    /** What no batch has taken yet, for a store that closes; any thread may call it. */
    List<PendingAppend> drainWaiting() {
        List<PendingAppend> rest = new ArrayList<>();
        waiting.drainTo(rest);
        return rest;
    }

    /** What was put off; for the taking thread only. */
    List<PendingAppend> drainDeferred() {
        List<PendingAppend> rest = List.copyOf(deferred);
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
            AppendRequest request = append.request();
            UUID command = commandId(request);
            if (streams.contains(request.streamId()) || (command != null && commands.contains(command))) {
                // Later appends to its stream must not overtake it.
                streams.add(request.streamId());
                deferred.add(append);
                return;
            }
            streams.add(request.streamId());
            if (command != null) {
                commands.add(command);
            }
            appends.add(append);
            events += append.eventCount();
        }

        private static @Nullable UUID commandId(AppendRequest request) {
            AppendRequest.Command command = request.command();
            return command == null ? null : command.commandId();
        }
    }
}
