package io.orderflow.query.consistency;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.readmodel.ReadModel;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The reads that wait for a position. While there are any, one thread reads the progress for all of them, at most once
 * an interval, and wakes only those whose wait is over. How many there can be is bounded by the admission of requests.
 * Thread-safe.
 */
final class ProgressWaiters implements AutoCloseable {
    private static final String WORKER = "progress-poller";
    /** Without waiters; the first one ends the pause. */
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /**
     * For a database that hangs: longer than a reading takes, shorter than what those in front wait beyond the
     * patience.
     */
    private static final Duration GRACE = Duration.ofMillis(750);

    /** @param deadlineNanos when the caller's patience ends */
    private record Waiter(Optional<ReadModel> readModel, ConsistencyToken token, long arrivedNanos, long deadlineNanos,
            CompletableFuture<ReadPoint> answer) {
        /** Ends the wait when the reading, begun at the given time, tells that there is nothing to wait for. */
        void see(ReadPoints points, long startedNanos) {
            ReadPoint point = points.of(readModel);
            boolean begunAfterArrival = startedNanos - arrivedNanos >= 0;
            boolean vain = token.position() > point.headPosition() || startedNanos - deadlineNanos >= 0;
            if (point.reached(token) || (begunAfterArrival && vain)) {
                answer.complete(point);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final ProgressReader progress;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final Worker poller;

    ProgressWaiters(Workers workers, ProgressReader progress, Duration interval) {
        this.progress = progress;
        this.interval = interval;
        this.poller = workers.start(WorkerSettings.named(WORKER).stoppingWithin(Duration.ZERO), this::poll);
    }

    /**
     * Blocks until the position is reached, the patience is over, or the token turns out to be beyond the log; what it
     * was is told by the point, which was read after the call unless it has reached the token.
     */
    ReadPoint await(Optional<ReadModel> readModel, ConsistencyToken token, Duration patience) {
        long now = System.nanoTime();
        Waiter waiter = new Waiter(readModel, token, now, now + patience.toNanos(), new CompletableFuture<>());
        enter(waiter);
        try {
            return waiter.answer.get(patience.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (TimeoutException _) {
            throw ApiProblem.retryLater(ProblemType.PROJECTION_LAGGING,
                    "the position of the read model cannot be told in time", RETRY_AFTER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ApiProblem.retryLater(ProblemType.OVERLOADED, "the server is stopping", RETRY_AFTER);
        } finally {
            leave(waiter);
        }
    }

    int count() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Waiter waiter) {
        lock.lock();
        try {
            waiters.add(waiter);
            if (waiters.size() > 1) {
                return;
            }
        } finally {
            lock.unlock();
        }
        poller.wake();
    }

    private void leave(Waiter waiter) {
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    private Duration poll() {
        if (!anyWaits()) {
            return IDLE;
        }
        Duration pause = interval.minus(progress.age());
        if (pause.isPositive()) {
            return pause;
        }
        long startedNanos = System.nanoTime();
        try {
            ReadPoints points = progress.read(Duration.ZERO);
            waitersNow().forEach(it -> it.see(points, startedNanos));
        } catch (RuntimeException failure) {
            waitersNow().forEach(it -> it.answer.completeExceptionally(failure));
        } catch (Error defect) {
            waitersNow().forEach(it -> it.answer.completeExceptionally(defect));
            throw defect;
        }
        return Duration.ZERO;
    }

    private List<Waiter> waitersNow() {
        lock.lock();
        try {
            return List.copyOf(waiters);
        } finally {
            lock.unlock();
        }
    }

    private boolean anyWaits() {
        lock.lock();
        try {
            waiters.removeIf(it -> it.answer.isDone());
            return !waiters.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
