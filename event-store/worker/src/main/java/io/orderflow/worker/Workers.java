package io.orderflow.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The workers of a process, for whoever shows how they are. A worker that was closed is gone from here; one of the same
 * name that is started later takes its place. Thread-safe.
 */
public final class Workers {
    private final Map<String, Worker> byName = new ConcurrentSkipListMap<>();
    /** By name, of those that were closed. */
    private final Map<String, Long> formerFailures = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Starts a worker on a thread of its own, a daemon. */
    public Worker start(WorkerSettings settings, Step step) {
        Worker worker = new Worker(settings, step, this::closed);
        Worker replaced = byName.put(settings.name(), worker);
        if (replaced != null) {
            formerFailures.merge(settings.name(), replaced.status().failures(), Long::sum);
        }
        try {
            listeners.forEach(it -> it.accept(settings.name()));
            worker.start();
        } catch (RuntimeException | Error failure) {
            byName.remove(settings.name(), worker);
            throw failure;
        }
        return worker;
    }

    private void closed(Worker worker) {
        WorkerStatus last = worker.status();
        if (byName.remove(last.name(), worker)) {
            formerFailures.merge(last.name(), last.failures(), Long::sum);
        }
    }

    /** Steps that have failed of all workers that ever had this name. */
    public long failures(String name) {
        Worker worker = byName.get(name);
        long now = worker == null ? 0 : worker.status().failures();
        return formerFailures.getOrDefault(name, 0L) + now;
    }

    /** Calls the listener with each name that is or comes in use; it has to be quick. */
    public void onStart(Consumer<String> listener) {
        listeners.add(listener);
        byName.keySet().forEach(listener);
    }

    /** By name. */
    public List<WorkerStatus> statuses() {
        return byName.values().stream().map(Worker::status).toList();
    }

    /**
     * Makes the next step of a worker fail, as if the step had thrown it: for tests and for campaigns of faults.
     *
     * @throws IllegalArgumentException when there is no such worker
     */
    public void strike(String name, Throwable failure) {
        Worker worker = byName.get(name);
        if (worker == null) {
            throw new IllegalArgumentException("no worker is named " + name + "; there are " + byName.keySet());
        }
        worker.strike(failure);
    }
}
