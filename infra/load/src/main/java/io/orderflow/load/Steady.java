package io.orderflow.load;

import io.orderflow.load.OrderGenerator.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * S1: orders arrive at a steady rate, whatever the system does; it goes on while processes are killed. In the end every
 * acknowledged order must be there once and have come to rest.
 */
final class Steady {
    /** How long one request is repeated before it is given up. */
    static final Duration REQUEST_MAX = Duration.ofSeconds(90);
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(2);
    private static final int CANCEL_TRIES_MAX = 5;
    private static final int OK_BELOW = 300;
    private static final int STALE = 412;

    /**
     * @param ratePerSecond mean arrivals
     * @param concurrency requests in flight at most; further arrivals wait and carry their wait in the latency
     * @param settleMax how long after the last arrival the orders may take to come to rest
     */
    record Plan(double ratePerSecond, Duration duration, long seed, int concurrency, Duration settleMax) {}

    private final OrderflowClient client;
    private final OrdersClient orders;
    private final Plan plan;
    private final Tally retries;
    private final SteadyFigures figures = new SteadyFigures();
    private final AcknowledgedOrders acknowledged;

    /**
     * @param record written with one acknowledged order id a line; null for none
     */
    Steady(OrderflowClient client, Plan plan, Tally retries, @Nullable Appendable record) {
        this.client = client;
        orders = new OrdersClient(client);
        this.plan = plan;
        this.retries = retries;
        acknowledged = new AcknowledgedOrders(record);
    }

    Verdict run(ProgressFactory progress) {
        Catalogue catalogue = orders.catalogue();
        List<Arrival> arrivals = new OrderGenerator(catalogue, plan.seed()).arrivals(plan.ratePerSecond(),
                plan.duration());
        Instant from = Instant.now().minus(CLOCK_MARGIN);
        try (Progress bar = progress.of("orders", arrivals.size())) {
            place(arrivals, bar);
        }
        SteadyVerification verification = new SteadyVerification(orders, acknowledged, plan.settleMax());
        try (Progress bar = progress.of("settled", acknowledged.size())) {
            verification.run(from, bar);
        }
        return new Verdict("steady", verification.checks(figures.givenUp()),
                figures.all(arrivals.size(), acknowledged.size(), verification.statuses(), retries));
    }

    private void place(List<Arrival> arrivals, Progress bar) {
        Semaphore atOnce = new Semaphore(plan.concurrency());
        AtomicLong done = new AtomicLong();
        long startNanos = System.nanoTime();
        try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Arrival arrival : arrivals) {
                long dueNanos = startNanos + arrival.at().toNanos();
                pauseUntil(dueNanos);
                atOnce.acquireUninterruptibly();
                customers.execute(() -> {
                    try {
                        serve(arrival, dueNanos);
                    } finally {
                        atOnce.release();
                        bar.stepTo(done.incrementAndGet());
                    }
                });
            }
        }
    }

    private static void pauseUntil(long dueNanos) {
        long nanos = dueNanos - System.nanoTime();
        if (nanos > 0) {
            OrderflowClient.pause(Duration.ofNanos(nanos));
        }
    }

    private void serve(Arrival arrival, long dueNanos) {
        try {
            Reply placed = client.post("/orders", arrival.order().json(),
                    Map.of("Idempotency-Key", UUID.randomUUID().toString()), REQUEST_MAX);
            figures.placed(placed, Duration.ofNanos(System.nanoTime() - dueNanos));
            if (placed.status() == 201) {
                String id = placed.json().path("id").asString();
                acknowledged.add(id, placed.consistencyToken());
                if (arrival.cancelled()) {
                    figures.cancelled(cancel(id, placed.consistencyToken()));
                }
            }
        } catch (UnavailableException gaveUp) {
            figures.gaveUp();
        }
    }

    /** Someone else may change the order between the read and the cancel: then it is read again. */
    private String cancel(String id, long token) {
        String outcome = "none";
        for (int attempt = 0; attempt < CANCEL_TRIES_MAX; attempt++) {
            Reply read = orders.order(id, token);
            figures.read(read);
            if (read.status() >= OK_BELOW) {
                return "read " + read.kind();
            }
            Reply cancelled = client.post("/orders/" + id + "/cancel", "{\"reason\":\"changed my mind\"}",
                    Map.of("If-Match", read.header("ETag").orElse("*")), REQUEST_MAX);
            acknowledged.token(cancelled.consistencyToken());
            outcome = cancelled.kind();
            if (cancelled.status() != STALE) {
                return outcome;
            }
        }
        return outcome;
    }
}
