package io.orderflow.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the relay's progress beside the publishing: whatever was published while one progress was written goes into
 * the next one, so that a slow database never makes a queue. One thread publishes.
 */
final class ProgressWriter implements AutoCloseable {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final RelayProgress progress;
    private final long epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread writer;
    private long position;
    private Map<Integer, RelayProgress.Added> added = new HashMap<>();
    private boolean closed;
    private volatile @Nullable RuntimeException failure;

    ProgressWriter(RelayProgress progress, long epoch, String name) {
        this.progress = progress;
        this.epoch = epoch;
        this.writer = Thread.ofPlatform().name(name).daemon(true).start(this::write);
    }

    /**
     * @throws RuntimeException what made the writer stop, such as a later leader
     */
    void published(long newPosition, Map<Integer, RelayProgress.Added> more) {
        RuntimeException broken = failure;
        if (broken != null) {
            throw broken;
        }
        lock.lock();
        try {
            position = newPosition;
            more.forEach((partition, each) -> added.merge(partition, each, RelayProgress.Added::plus));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            for (Change change = take(); change != null; change = take()) {
                progress.advance(epoch, change.position, change.added);
            }
        } catch (RuntimeException broken) {
            failure = broken;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private record Change(long position, Map<Integer, RelayProgress.Added> added) {}

    private @Nullable Change take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (added.isEmpty() && !closed) {
                changed.await();
            }
            if (added.isEmpty()) {
                return null;
            }
            Change change = new Change(position, added);
            added = new HashMap<>();
            return change;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is left, for a moment at most: the next leader counts again what is missing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!writer.join(CLOSE_MAX)) {
                writer.interrupt();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
