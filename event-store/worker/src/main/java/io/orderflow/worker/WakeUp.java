package io.orderflow.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends a pause early. Any number of signals before or during a pause end one pause. Thread-safe. */
public final class WakeUp {
    private final Semaphore signal = new Semaphore(0);

    /** Never blocks. */
    public void signal() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // woken or not, whoever waits looks for itself
    public void await(Duration most) throws InterruptedException {
        signal.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
    }
}
