package io.orderflow.eventstore.leadership;

import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.WorkerState;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a task while this process leads, and stands by otherwise. The lease is renewed on a thread of its own, for as
 * long as the work moves: work that fails, by an {@link Error} too, or that stalls gives the leadership away, and a
 * standby need not wait for the lease's end. Any thread may look, wake and close.
 *
 * @param <S> the session of a leadership
 */
public final class Leader<S extends AutoCloseable> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
    private static final int RENEWALS_PER_LEASE = 4;
    /** How often a standby looks whether the lease has ended: what it sees late, it takes over late. */
    private static final int LOOKS_PER_LEASE = 12;

    private final Workers workers;
    private final WorkerSettings settings;
    private final LeaderLease lease;
    private final LedWork<S> work;
    /** Held while the lease is asked for, so that a renewal cannot take back what was given away. */
    private final ReentrantLock leaseLock = new ReentrantLock();
    private volatile @Nullable Term term;
    private volatile boolean closed;
    private volatile @Nullable Worker worker;
    private volatile @Nullable Worker renewer;
    private @Nullable S session;
    private long sessionEpoch;

    /**
     * @param validUntilNanos by {@link System#nanoTime}: before it no other process can have got the lease
     */
    private record Term(long epoch, long validUntilNanos) {
        boolean isValid() {
            return System.nanoTime() - validUntilNanos < 0;
        }
    }

    /**
     * @param settings of the thread that works; the task is named like it, the thread that renews after it
     * @param holder names this start of the process, unique
     * @param lease how long a leader that has died is waited for
     */
    public Leader(Workers workers, WorkerSettings settings, DataSource database, String holder, Duration lease,
            LedWork<S> work) {
        this.workers = workers;
        this.settings = settings;
        this.lease = new LeaderLease(database, settings.name(), holder, lease);
        this.work = work;
    }

    public synchronized void start() {
        closed = false;
        worker = workers.start(settings.afterFailure(() -> {
            endSession();
            giveAway();
        }), this::step);
        renewer = startRenewer();
    }

    private Worker startRenewer() {
        try {
            return workers.start(WorkerSettings.named(settings.name() + "-lease")
                .pausing(renewalPause(),
                        renewalPause()),
                    this::renew);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** Whether this process leads, as far as it knows. */
    public boolean leads() {
        return current() != null;
    }

    private @Nullable Term current() {
        Term known = term;
        return known != null && known.isValid() ? known : null;
    }

    /** There may be something to do. */
    public void wake() {
        Worker awake = worker;
        if (awake != null) {
            awake.wake();
        }
    }

    private Duration step() throws Exception {
        S open = session;
        if (open != null && leadsSince(sessionEpoch)) {
            return work.step(open);
        }
        endSession();
        return begin();
    }

    private Duration begin() throws Exception {
        Term begun = acquire();
        if (begun == null) {
            return lease.lease().dividedBy(LOOKS_PER_LEASE);
        }
        session = work.begin(new CurrentTenure(begun.epoch));
        sessionEpoch = begun.epoch;
        return Duration.ZERO;
    }

    private boolean leadsSince(long epoch) {
        Term now = current();
        return now != null && now.epoch == epoch;
    }

    private @Nullable Term acquire() {
        leaseLock.lock();
        try {
            Term asked = closed ? null : ask();
            term = asked;
            return asked;
        } finally {
            leaseLock.unlock();
        }
    }

    private @Nullable Term ask() {
        long asked = System.nanoTime();
        OptionalLong epoch = lease.acquireOrRenew();
        return epoch.isPresent() ? new Term(epoch.getAsLong(), asked + lease.lease().toNanos()) : null;
    }

    /** On the renewing thread. */
    private Duration renew() {
        leaseLock.lock();
        try {
            Term known = term;
            if (known != null && isStalled()) {
                LOG.error("{} is stalled: the leadership is given away", settings.name());
                giveAway();
            } else if (known != null) {
                term = ask();
            }
        } finally {
            leaseLock.unlock();
        }
        return renewalPause();
    }

    private boolean isStalled() {
        Worker watched = worker;
        if (watched == null) {
            return false;
        }
        WorkerState state = watched.status().state();
        return state == WorkerState.STALLED || state == WorkerState.ENDED;
    }

    private Duration renewalPause() {
        return lease.lease().dividedBy(RENEWALS_PER_LEASE);
    }

    private void endSession() {
        S ended = session;
        session = null;
        if (ended != null) {
            try {
                ended.close();
            } catch (Exception failure) {
                LOG.atWarn().setCause(failure).log("the end of a leadership of {} failed", settings.name());
            }
        }
    }

    /** Where the database does not answer for as long as the lease lasts, that ends by itself. */
    private void giveAway() {
        try {
            if (leaseLock.tryLock(lease.lease().toNanos(), TimeUnit.NANOSECONDS)) {
                release();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            if (term != null) {
                term = null;
                lease.release();
            }
        } catch (StoreUnavailableException away) {
            LOG.debug("the lease was not released; it ends by itself", away);
        } finally {
            leaseLock.unlock();
        }
    }

    /**
     * Ends the step at hand; the session is closed on its own thread, also when that ends later, and no other begins.
     * Then the lease is given up.
     */
    @Override
    public synchronized void close() {
        closed = true;
        Worker working = worker;
        if (working != null) {
            working.close();
        }
        Worker renewing = renewer;
        if (renewing != null) {
            renewing.close();
        }
        giveAway();
    }

    private final class CurrentTenure implements Tenure {
        private final long epoch;

        CurrentTenure(long epoch) {
            this.epoch = epoch;
        }

        @Override
        public long epoch() {
            return epoch;
        }

        @Override
        public void beat() {
            if (!leadsSince(epoch)) {
                throw new LostLeadershipException(settings.name(), epoch);
            }
            Worker working = worker;
            if (working != null) {
                working.beat();
            }
        }
    }
}
