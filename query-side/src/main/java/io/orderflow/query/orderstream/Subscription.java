package io.orderflow.query.orderstream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One client's interest in one stream. Only tells that there may be something new; what it is stands in the store. */
final class Subscription implements AutoCloseable {
    private final String streamId;
    private final LogTailer tailer;
    private final Semaphore signals = new Semaphore(0);
    private volatile boolean ended;

    Subscription(String streamId, LogTailer tailer) {
        this.streamId = streamId;
        this.tailer = tailer;
    }

    String streamId() {
        return streamId;
    }

    /** Forgets earlier signals: call it before reading the store, never after. */
    void reset() {
        signals.drainPermits();
    }

    /** True as soon as the stream may have grown since the last {@link #reset}, false when the time is over. */
    boolean await(Duration timeout) throws InterruptedException {
        return signals.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    void signal() {
        signals.release();
    }

    /** The server is stopping. */
    void end() {
        ended = true;
        signal();
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        tailer.release(this);
    }
}
