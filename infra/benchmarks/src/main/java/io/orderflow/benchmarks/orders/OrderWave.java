package io.orderflow.benchmarks.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A number of orders, placed as quickly as the service takes them, and watched until the last one is confirmed. */
final class OrderWave {
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration REST_MAX = Duration.ofMinutes(3);

    private final OrderService service;
    private final Shop shop;
    private final Postgres postgres;

    OrderWave(OrderService service, Shop shop, Postgres postgres) {
        this.service = service;
        this.shop = shop;
        this.postgres = postgres;
    }

    /**
     * What it took.
     *
     * @param perSecond orders confirmed per second of time, from the first request to the last confirmation
     * @param perCpuSecond orders confirmed per second that processors worked, the driver's not counted
     */
    record Result(double perSecond, double perCpuSecond) {}

    Result run(int orders, int callers) throws Exception {
        Set<Long> processes = new HashSet<>(service.processes());
        processes.addAll(postgres.processes(service.database()));
        double cpuBefore = CpuTime.seconds(processes);
        long start = System.nanoTime();
        awaitConfirmation(place(orders, callers));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(orders / seconds, orders / (CpuTime.seconds(processes) - cpuBefore));
    }

    private Set<String> place(int orders, int callers) throws Exception {
        var left = new AtomicInteger(orders);
        List<Future<List<String>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                var random = new Random(caller);
                running.add(threads.submit(() -> place(left, random)));
            }
            Set<String> placed = new HashSet<>();
            for (Future<List<String>> caller : running) {
                placed.addAll(caller.get());
            }
            return placed;
        }
    }

    private List<String> place(AtomicInteger left, Random random) throws Exception {
        List<String> placed = new ArrayList<>();
        while (left.getAndDecrement() > 0) {
            placed.add(shop.place(service.api(), random));
        }
        return placed;
    }

    private void awaitConfirmation(Set<String> open) throws Exception {
        long until = System.nanoTime() + REST_MAX.toNanos();
        while (!open.isEmpty()) {
            open.removeAll(service.confirmed(open));
            if (System.nanoTime() > until) {
                throw new IllegalStateException(open.size() + " orders of " + service.name() + " were not confirmed in "
                        + REST_MAX.toSeconds() + " s, such as " + open.iterator().next());
            }
            Thread.sleep(POLL);
        }
    }
}
