package io.orderflow.command.fulfilment;

import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.postgres.LeaderLease;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log while this process leads: reads a batch, reacts, then stores the states and the checkpoint in one
 * transaction. Commands are dispatched before that, so after a crash or a lost lease the batch is reacted to again; the
 * commands' ids see to it that nothing happens twice.
 */
final class FulfilmentTailer {
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);
    private static final int RENEWALS_PER_LEASE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(FulfilmentTailer.class);

    private final EventStore log;
    private final FulfilmentStore store;
    private final BatchReactions reactions;
    private final LeaderLease lease;
    private final Consumer<Fulfilment> stored;
    private final FulfilmentProperties settings;
    private final WakeUp wakeUp = new WakeUp();
    private Duration pause = PAUSE_MIN;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /**
     * @param stored is told of each state that was stored; must not block
     */
    FulfilmentTailer(EventStore log, FulfilmentStore store, BatchReactions reactions, LeaderLease lease,
            Consumer<Fulfilment> stored, FulfilmentProperties settings) {
        this.log = log;
        this.store = store;
        this.reactions = reactions;
        this.lease = lease;
        this.stored = stored;
        this.settings = settings;
        log.onAppended(wakeUp::signal);
    }

    synchronized void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("fulfilment-tailer").daemon().start(this::run);
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
            LOG.info("the last events are reacted to again: {}", beaten.getMessage());
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
            followWhileLeading(epoch.getAsLong(), position.getAsLong());
        } else {
            Thread.sleep(lease.lease().dividedBy(RENEWALS_PER_LEASE));
        }
    }

    private void followWhileLeading(long epoch, long from) throws InterruptedException {
        long renewNanos = lease.lease().dividedBy(RENEWALS_PER_LEASE).toNanos();
        long renewedAt = System.nanoTime();
        long position = from;
        while (!stopping) {
            if (System.nanoTime() - renewedAt >= renewNanos) {
                if (!lease.acquireOrRenew().equals(OptionalLong.of(epoch))) {
                    return;
                }
                renewedAt = System.nanoTime();
            }
            position = follow(epoch, position);
        }
    }

    private long follow(long epoch, long position) throws InterruptedException {
        List<RecordedEvent> events = log.readLog(position, settings.batchEventsMax());
        if (events.isEmpty()) {
            wakeUp.await(settings.pollInterval());
            return position;
        }
        Batch batch = Batch.of(position, events);
        Collection<Fulfilment> changed = reactions.react(batch, store.load(batch.byOrder().keySet()));
        store.advance(epoch, batch.from(), batch.to(), changed);
        changed.forEach(stored);
        pause = PAUSE_MIN;
        return batch.to();
    }

    private void release() {
        try {
            lease.release();
        } catch (RuntimeException failure) {
            LOG.info("the lease ends by itself: {}", failure.getMessage());
        }
    }
}
