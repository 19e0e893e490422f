package io.orderflow.query.orderstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.observability.Saturation;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the end of the log for all subscribers together and wakes those whose stream has grown. It looks only while
 * there are subscribers. It starts at the head as it was before its first subscriber read the store, and goes on from
 * the last position that it saw, also after a failure: positions have no gaps, so that no event is passed.
 */
@Component
final class LogTailer implements SmartLifecycle {
    private static final String WORKER = "log-tailer";
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    /** Without subscribers; the first one ends the pause. */
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Workers workers;
    private final LogTail log;
    private final StreamProperties properties;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<Subscription>> subscriptions = new HashMap<>();
    private int subscribers;
    private boolean tailing;
    /** Up to which subscribers have been woken. */
    private volatile long position;
    private volatile boolean running;
    private volatile @Nullable Worker worker;

    LogTailer(Workers workers, LogTail log, StreamProperties properties, MeterRegistry meters) {
        this.workers = workers;
        this.log = log;
        this.properties = properties;
        Saturation.register(meters, "sse_subscriptions",
                () -> (double) subscribers() / properties.subscribersMax());
    }

    /**
     * Subscribe first, then read the store: every later event of the stream is signalled.
     *
     * @throws ApiProblem when there are too many subscribers
     */
    Subscription subscribe(String streamId) {
        lock.lock();
        try {
            Worker tailer = worker;
            if (tailer == null || !running || subscribers >= properties.subscribersMax()) {
                throw ApiProblem.retryLater(ProblemType.OVERLOADED, "too many event streams are open", RETRY_AFTER);
            }
            if (!tailing) {
                position = log.head();
                tailing = true;
                tailer.wake();
            }
            Subscription subscription = new Subscription(streamId, this);
            subscriptions.computeIfAbsent(streamId, it -> new HashSet<>()).add(subscription);
            subscribers++;
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    void release(Subscription subscription) {
        lock.lock();
        try {
            Set<Subscription> ofStream = subscriptions.get(subscription.streamId());
            if (ofStream != null && ofStream.remove(subscription)) {
                subscribers--;
                if (ofStream.isEmpty()) {
                    subscriptions.remove(subscription.streamId());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    int subscribers() {
        lock.lock();
        try {
            return subscribers;
        } finally {
            lock.unlock();
        }
    }

    private Duration tail() {
        if (!isWanted()) {
            return IDLE;
        }
        List<LogTail.Entry> entries = log.after(position);
        wake(entries);
        if (!entries.isEmpty()) {
            position = entries.getLast().position();
        }
        return entries.size() == LogTail.ENTRIES_MAX ? Duration.ZERO : properties.tailInterval();
    }

    private boolean isWanted() {
        lock.lock();
        try {
            tailing = running && subscribers > 0;
            return tailing;
        } finally {
            lock.unlock();
        }
    }

    private void wake(List<LogTail.Entry> entries) {
        lock.lock();
        try {
            entries.stream()
                .map(LogTail.Entry::streamId)
                .distinct()
                .forEach(it -> subscriptions.getOrDefault(it, Set.of()).forEach(Subscription::signal));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
        worker = workers.start(WorkerSettings.named(WORKER)
            .pausing(PAUSE_AFTER_FAILURE, PAUSE_AFTER_FAILURE.multipliedBy(2))
            .stoppingWithin(Duration.ZERO), this::tail);
    }

    /** Ends all streams, so that the web server need not wait for them. */
    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            subscriptions.values().forEach(ofStream -> ofStream.forEach(Subscription::end));
        } finally {
            lock.unlock();
        }
        Worker tailer = worker;
        if (tailer != null) {
            tailer.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server begins its graceful shutdown. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
