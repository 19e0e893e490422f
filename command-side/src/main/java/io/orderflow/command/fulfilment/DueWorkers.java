package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded number of threads that do what is due. */
final class DueWorkers implements AutoCloseable {
    private static final Duration LOOK_FOR_CLOSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(DueWorkers.class);

    private final DueQueue queue;
    private final DueWork work;
    private final int threadsMax;
    private volatile boolean closed;
    private final AtomicInteger busy = new AtomicInteger();
    private final ExecutorService threads = Executors
        .newThreadPerTaskExecutor(Thread.ofVirtual().name("fulfilment-due-", 0).factory());

    DueWorkers(DueQueue queue, DueWork work, int threadsMax) {
        this.queue = queue;
        this.work = work;
        this.threadsMax = threadsMax;
    }

    void start() {
        for (int i = 0; i < threadsMax; i++) {
            threads.execute(this::run);
        }
    }

    /** Threads that are at work, as a part of those there are. */
    double saturation() {
        return (double) busy.get() / threadsMax;
    }

    private void run() {
        try {
            while (!closed) {
                OrderId order = queue.poll(LOOK_FOR_CLOSE);
                if (order != null) {
                    work(order);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What failed is found again when its claim has ended. */
    private void work(OrderId order) throws InterruptedException {
        busy.incrementAndGet();
        try {
            work.work(order);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            LOG.warn("what is due for order {} failed and is tried again", order, failure);
        } finally {
            busy.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        threads.close();
    }
}
