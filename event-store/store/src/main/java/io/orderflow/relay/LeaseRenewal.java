package io.orderflow.relay;

import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.postgres.LeaderLease;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lease while its holder is busy with something that blocks. Whether the holder still leads it must ask
 * afterwards: a renewal can come too late.
 */
final class LeaseRenewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewal.class);

    private final LeaderLease lease;
    private final Duration pause;
    private final WakeUp closing = new WakeUp();
    private volatile boolean closed;

    LeaseRenewal(LeaderLease lease, Duration pause) {
        this.lease = lease;
        this.pause = pause;
        Thread.ofVirtual().name("lease-renewal").start(this::run);
    }

    private void run() {
        try {
            closing.await(pause);
            while (!closed) {
                renew();
                closing.await(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CheckReturnValue") // the holder asks for itself
    private void renew() {
        try {
            lease.acquireOrRenew();
        } catch (StoreUnavailableException away) {
            LOG.debug("lease not renewed; it is tried again", away);
        }
    }

    @Override
    public void close() {
        closed = true;
        closing.signal();
    }
}
