package io.orderflow.command.fulfilment;

import io.orderflow.eventstore.postgres.LeaderLease;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through turns while this process leads; one process does, and its one thread is the only writer of every
 * instance.
 */
final class FulfilmentLeader {
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);
    private static final int RENEWALS_PER_LEASE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(FulfilmentLeader.class);

    private final FulfilmentTurn turn;
    private final FulfilmentStore store;
    private final LeaderLease lease;
    private final WakeUp wakeUp;
    private final Duration pollInterval;
    private Duration pause = PAUSE_MIN;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /**
     * @param wakeUp is signalled when there may be something to do
     */
    FulfilmentLeader(FulfilmentTurn turn, FulfilmentStore store, LeaderLease lease, WakeUp wakeUp,
            Duration pollInterval) {
        this.turn = turn;
        this.store = store;
        this.lease = lease;
        this.wakeUp = wakeUp;
        this.pollInterval = pollInterval;
    }

    synchronized void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("fulfilment-leader").daemon().start(this::run);
    }

    /** Blocks until the thread has ended and another process can lead. */
    synchronized void stop() throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            thread.join();
            thread = null;
        }
    }

    private void run() {
        try {
            while (!stopping) {
                runUntilFailure();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("the fulfilment stops");
        }
        release();
    }

    private void runUntilFailure() throws InterruptedException {
        try {
            leadOrWait();
        } catch (FulfilmentStore.StaleException beaten) {
            LOG.info("another process leads: {}", beaten.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("the fulfilment waits: {}", failure.toString());
            Thread.sleep(pause);
            pause = pause.compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    private void leadOrWait() throws InterruptedException {
        OptionalLong epoch = lease.acquireOrRenew();
        OptionalLong position = epoch.isPresent() ? store.takeOver(epoch.getAsLong()) : OptionalLong.empty();
        if (position.isPresent()) {
            turn.begin(epoch.getAsLong(), position.getAsLong());
            workWhileLeading(epoch.getAsLong());
        } else {
            Thread.sleep(lease.lease().dividedBy(RENEWALS_PER_LEASE));
        }
    }

    private void workWhileLeading(long epoch) throws InterruptedException {
        long renewNanos = lease.lease().dividedBy(RENEWALS_PER_LEASE).toNanos();
        long renewedAt = System.nanoTime();
        while (!stopping) {
            if (System.nanoTime() - renewedAt >= renewNanos) {
                if (!lease.acquireOrRenew().equals(OptionalLong.of(epoch))) {
                    return;
                }
                renewedAt = System.nanoTime();
            }
            if (turn.take()) {
                pause = PAUSE_MIN;
            } else {
                wakeUp.await(pollInterval);
            }
        }
    }

    private void release() {
        try {
            lease.release();
        } catch (RuntimeException failure) {
            LOG.info("the lease ends by itself: {}", failure.getMessage());
        }
    }
}
