package io.orderflow.load;

import io.orderflow.load.invariants.InvariantAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** S2: many buyers race for the last units of one SKU. */
final class LastItem {
    static final String SKU = "S24_2000";
    static final int UNITS = 15;
    static final int BUYERS = 200;
    private static final Duration SETTLE_MAX = Duration.ofSeconds(90);
    private static final Set<String> STOCK_BOOKS = Set.of("I2", "I3", "I4");

    /** What became of one buyer's order. */
    private record Outcome(String status, String reason, long readPosition) {}

    private final RunningSystem system;
    private final OrderflowClient client;
    private final OrdersClient orders;
    private final StockClient stock;
    private final Tally replies = new Tally();
    private final Latencies latencies = new Latencies();
    private final AtomicLong settled = new AtomicLong();

    LastItem(RunningSystem system, OrderflowClient client) {
        this.system = system;
        this.client = client;
        orders = new OrdersClient(client);
        stock = new StockClient(client);
    }

    Verdict run(Progress progress) {
        Catalogue catalogue = orders.catalogue();
        StockClient.Level before = stock.bringTo(SKU, UNITS);
        LowestAvailable lowest = new LowestAvailable(before.available());
        Thread watcher = Thread.ofVirtual().start(() -> lowest.watch(stock, SKU));
        List<Outcome> outcomes = race(catalogue, progress);
        watcher.interrupt();
        long token = outcomes.stream().mapToLong(Outcome::readPosition).max().orElse(0);
        StockClient.Level after = stock.level(SKU, token);
        lowest.see(after.available());
        return verdict(outcomes, before, after, lowest.seen());
    }

    private List<Outcome> race(Catalogue catalogue, Progress progress) {
        String order = OrderDraft.of(catalogue.customerIds().getFirst(), catalogue.product(SKU), 1).json();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (int buyer = 0; buyer < BUYERS; buyer++) {
                running.add(buyers.submit(() -> {
                    start.await();
                    return buy(order, progress);
                }));
            }
            start.countDown();
            return running.stream().map(LastItem::outcome).toList();
        }
    }

    private Outcome buy(String order, Progress progress) {
        long startNanos = System.nanoTime();
        Reply placed = client.post("/orders", order, Map.of("Idempotency-Key", UUID.randomUUID().toString()),
                SETTLE_MAX);
        latencies.record(Duration.ofNanos(System.nanoTime() - startNanos));
        replies.count(placed.kind());
        if (placed.status() != 201) {
            return new Outcome(placed.kind(), "", 0);
        }
        String id = placed.json().path("id").asString();
        String status = orders.settledStatus(id, placed.consistencyToken(), Instant.now().plus(SETTLE_MAX));
        Reply read = orders.order(id, placed.consistencyToken());
        progress.stepTo(settled.incrementAndGet());
        return new Outcome(status, read.json().path("rejection").path("reason").asString(""), read.readPosition());
    }

    private static Outcome outcome(Future<Outcome> running) {
        try {
            return running.get();
        } catch (ExecutionException failure) {
            return new Outcome(String.valueOf(failure.getCause()), "", 0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", interrupted);
        }
    }

    private Verdict verdict(List<Outcome> outcomes, StockClient.Level before, StockClient.Level after, long lowest) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.equal("orders accepted", BUYERS, replies.of("201")));
        checks.add(Check.equal("CONFIRMED", UNITS, count(outcomes, OrderStates.CONFIRMED, "")));
        checks.add(Check.equal("REJECTED OUT_OF_STOCK", BUYERS - UNITS,
                count(outcomes, OrderStates.REJECTED, "OUT_OF_STOCK")));
        checks.add(Check.equal("available", 0, after.available()));
        checks.add(Check.equal("reserved grew by", UNITS, after.reserved() - before.reserved()));
        checks.add(Check.equal("on hand grew by", 0, after.onHand() - before.onHand()));
        checks.add(Check.holds("lowest available seen", "0 or more", lowest, lowest >= 0));
        checks.addAll(invariants());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("answers", replies.byKind());
        figures.put("latency of POST /orders", latencies.summary());
        figures.put("outcomes", outcomesByKind(outcomes));
        return new Verdict("last-item", checks, figures);
    }

    private List<Check> invariants() {
        if (system.database() == null) {
            return List.of(Check.holds("I2 to I4", "hold", "unknown: no database, give --jdbc-url", false));
        }
        return new InvariantAudit(system.database(), null).run(_ -> {
        })
            .stream()
            .filter(it -> STOCK_BOOKS.contains(it.id()))
            .map(it -> Check.holds(it.id() + " " + it.statement(), "no offender", it.offendersCount() + " offenders",
                    it.passed()))
            .toList();
    }

    private static long count(List<Outcome> outcomes, String status, String reason) {
        return outcomes.stream().filter(it -> it.status().equals(status) && it.reason().equals(reason)).count();
    }

    private static Map<String, Long> outcomesByKind(List<Outcome> outcomes) {
        Tally tally = new Tally();
        outcomes.forEach(it -> tally.count((it.status() + " " + it.reason()).strip()));
        return tally.byKind();
    }
}
