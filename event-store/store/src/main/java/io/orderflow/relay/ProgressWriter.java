package io.orderflow.relay;

import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the relay's progress beside the publishing: whatever was published while one progress was written goes into
 * the next one, so that a slow database never makes a queue.
 */
final class ProgressWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressWriter.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    /** Each publication wakes the writer. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final RelayProgress progress;
    private final long epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Worker writer;
    private long position;
    private Map<Integer, RelayProgress.Added> added = new HashMap<>();

    ProgressWriter(Workers workers, RelayProgress progress, long epoch, String name) {
        this.progress = progress;
        this.epoch = epoch;
        this.writer = workers.start(WorkerSettings.named(name).stoppingWithin(CLOSE_MAX).endedBy(_ -> true), () -> {
            write();
            return IDLE;
        });
    }

    /**
     * Nobody knows whether a write that failed was stored, and what was counted cannot be counted twice: the session
     * has to end, and the next one counts again.
     *
     * @throws IllegalStateException that has the writer's failure, such as a later leader
     */
    void rethrowFailure() {
        Throwable broken = writer.end();
        if (broken != null) {
            throw new IllegalStateException("the relay's progress cannot be written", broken);
        }
    }

    void published(long newPosition, Map<Integer, RelayProgress.Added> more) {
        lock.lock();
        try {
            position = newPosition;
            more.forEach((partition, each) -> added.merge(partition, each, RelayProgress.Added::plus));
        } finally {
            lock.unlock();
        }
        writer.wake();
    }

    private void write() {
        Map<Integer, RelayProgress.Added> change;
        long to;
        lock.lock();
        try {
            change = added;
            to = position;
            added = new HashMap<>();
        } finally {
            lock.unlock();
        }
        if (!change.isEmpty()) {
            progress.advance(epoch, to, change);
        }
    }

    /** Writes what is left, unless a write has failed: the next leader counts again what is missing. */
    @Override
    public void close() {
        writer.close();
        if (writer.isAlive() || writer.end() != null) {
            return;
        }
        try {
            write();
        } catch (RuntimeException unwritten) {
            LOG.debug("the last progress was not written; the next leader counts it", unwritten);
        }
    }
}
