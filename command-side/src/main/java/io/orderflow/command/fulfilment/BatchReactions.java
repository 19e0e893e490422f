package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Reacts to the orders of a batch at the same time, each order in itself in the log's order. */
final class BatchReactions implements AutoCloseable {
    private final Reactor reactor;
    private final int ordersMax;
    private final Semaphore free;
    private final ExecutorService threads = Executors
        .newThreadPerTaskExecutor(Thread.ofVirtual().name("fulfilment-", 0).factory());

    BatchReactions(Reactor reactor, int ordersMax) {
        this.reactor = reactor;
        this.ordersMax = ordersMax;
        free = new Semaphore(ordersMax);
    }

    /**
     * Blocks until every order of the batch is done.
     *
     * @return the states to store
     */
    Collection<Fulfilment> react(Batch batch, Map<OrderId, Fulfilment> stored) throws InterruptedException {
        List<Future<Optional<Fulfilment>>> running = new ArrayList<>();
        for (var order : batch.byOrder().entrySet()) {
            free.acquire();
            running.add(threads.submit(() -> {
                try {
                    return reactor.react(order.getKey(), stored.get(order.getKey()), order.getValue());
                } finally {
                    free.release();
                }
            }));
        }
        List<Fulfilment> changed = new ArrayList<>();
        for (Future<Optional<Fulfilment>> order : running) {
            outcome(order).ifPresent(changed::add);
        }
        return changed;
    }

    /** Orders that are being reacted to, as a part of those that may be. */
    double saturation() {
        return (double) (ordersMax - free.availablePermits()) / ordersMax;
    }

    private static Optional<Fulfilment> outcome(Future<Optional<Fulfilment>> order) throws InterruptedException {
        try {
            return order.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof InterruptedException stopped) {
                throw stopped;
            }
            throw new IllegalStateException("a reaction failed outside of its own limits", failure.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
