package io.orderflow.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** S6: each request is sent five times in parallel with one key, then once more with another payload. */
final class IdempotencyStorm {
    static final int COPIES = 5;
    private static final int REQUESTS_AT_ONCE_MAX = 20;
    private static final Duration REQUEST_MAX = Duration.ofSeconds(60);
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(2);

    /** The answers to all copies of one request, and to the one with another payload. */
    private record Burst(List<Reply> copies, Reply otherPayload) {
        long fresh() {
            return copies.stream().filter(it -> it.status() == 201 && !isReplay(it)).count();
        }

        long replays() {
            return copies.stream().filter(it -> it.status() == 201 && isReplay(it)).count();
        }

        long bodies() {
            return copies.stream().map(Reply::body).distinct().count();
        }

        Set<String> orderIds() {
            Set<String> ids = new HashSet<>();
            copies.forEach(it -> ids.add(it.json().path("id").asString("")));
            return ids;
        }

        private static boolean isReplay(Reply reply) {
            return reply.header("Idempotent-Replayed").orElse("").equals("true");
        }
    }

    private final OrderflowClient client;
    private final OrdersClient orders;
    private final int requests;
    private final Tally retries;
    private final AtomicLong done = new AtomicLong();

    IdempotencyStorm(OrderflowClient client, int requests, Tally retries) {
        this.client = client;
        orders = new OrdersClient(client);
        this.requests = requests;
        this.retries = retries;
    }

    Verdict run(Progress progress) {
        Catalogue catalogue = orders.catalogue();
        Instant from = Instant.now().minus(CLOCK_MARGIN);
        Semaphore atOnce = new Semaphore(REQUESTS_AT_ONCE_MAX);
        List<Burst> bursts = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Burst>> running = new ArrayList<>();
            for (int request = 0; request < requests; request++) {
                Catalogue.Product product = catalogue.products().get(request % catalogue.products().size());
                String customer = catalogue.customerIds().get(request % catalogue.customerIds().size());
                running.add(senders.submit(() -> {
                    atOnce.acquire();
                    try {
                        return burst(customer, product, senders);
                    } finally {
                        atOnce.release();
                        progress.stepTo(done.incrementAndGet());
                    }
                }));
            }
            running.forEach(it -> bursts.add(get(it)));
        }
        return verdict(bursts, from);
    }

    private Burst burst(String customer, Catalogue.Product product, ExecutorService senders) {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String order = OrderDraft.of(customer, product, 1).json();
        List<Future<Reply>> copies = new ArrayList<>();
        for (int copy = 0; copy < COPIES; copy++) {
            copies.add(senders.submit(() -> client.post("/orders", order, key, REQUEST_MAX)));
        }
        List<Reply> replies = copies.stream().map(IdempotencyStorm::get).toList();
        String other = OrderDraft.of(customer, product, 2).json();
        return new Burst(replies, client.post("/orders", other, key, REQUEST_MAX));
    }

    private static <T> T get(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException failure) {
            throw new UnavailableException("a request failed: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", interrupted);
        }
    }

    private Verdict verdict(List<Burst> bursts, Instant from) {
        Set<String> ids = new HashSet<>();
        bursts.forEach(it -> ids.addAll(it.orderIds()));
        long token = bursts.stream()
            .flatMap(it -> it.copies().stream())
            .mapToLong(Reply::consistencyToken)
            .max()
            .orElse(0);
        Map<String, Integer> listed = new HashMap<>();
        orders.listSince(from, token, item -> listed.merge(item.path("id").asString(""), 1, Integer::sum));
        List<Check> checks = List.of(
                Check.equal("fresh answers (201)", requests, bursts.stream().mapToLong(Burst::fresh).sum()),
                Check.equal("replays (201, Idempotent-Replayed)", requests * (COPIES - 1L),
                        bursts.stream().mapToLong(Burst::replays).sum()),
                Check.equal("requests with one order id", requests,
                        bursts.stream().filter(it -> it.orderIds().size() == 1).count()),
                Check.equal("requests with identical bodies", requests,
                        bursts.stream().filter(it -> it.bodies() == 1).count()),
                Check.equal("distinct orders", requests, ids.size()),
                Check.equal("orders listed exactly once", requests,
                        ids.stream().filter(it -> Integer.valueOf(1).equals(listed.get(it))).count()),
                Check.equal("other payload refused (422)", requests,
                        bursts.stream()
                            .filter(it -> it.otherPayload().kind().equals("422 idempotency-key-reused"))
                            .count()));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("answers", answers(bursts));
        figures.put("sent again after", retries.byKind());
        return new Verdict("idempotency-storm", checks, figures);
    }

    private static Map<String, Long> answers(List<Burst> bursts) {
        Tally tally = new Tally();
        bursts.forEach(burst -> {
            burst.copies().forEach(it -> tally.count(it.kind()));
            tally.count(burst.otherPayload().kind());
        });
        return tally.byKind();
    }
}
