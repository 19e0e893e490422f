package io.orderflow.command.fulfilment;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one thread wait until something happened. A signal that comes while it does not wait is kept; several are one.
 */
final class WakeUp {
    private final Semaphore signals = new Semaphore(0);

    /** Never blocks. */
    void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (signals.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            signals.drainPermits();
        }
    }
}
