package io.orderflow.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for every acknowledged order through the queries. */
final class SteadyVerification {
    private static final Duration LOOK_FIRST = Duration.ofMillis(500);
    private static final Duration LOOK_MAX = Duration.ofSeconds(5);
    private final OrdersClient orders;
    private final AcknowledgedOrders acknowledged;
    private final Duration settleMax;
    private final Map<String, Integer> listed = new HashMap<>();
    private final Map<String, String> statuses = new HashMap<>();

    SteadyVerification(OrdersClient orders, AcknowledgedOrders acknowledged, Duration settleMax) {
        this.orders = orders;
        this.acknowledged = acknowledged;
        this.settleMax = settleMax;
    }

    /**
     * Pages through the list, which asks once for a hundred orders, and again while some are on their way, with longer
     * and longer pauses: one question an order would be a load of its own on a system that is behind already.
     */
    void run(Instant from, Progress progress) {
        Instant until = Instant.now().plus(settleMax);
        Set<String> ids = new HashSet<>(acknowledged.ids());
        long token = acknowledged.token();
        Duration pause = LOOK_FIRST;
        look(from, token, ids);
        progress.stepTo(settled());
        while (settled() < ids.size() && Instant.now().isBefore(until)) {
            OrderflowClient.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LOOK_MAX) > 0 ? LOOK_MAX : pause.multipliedBy(2);
            look(from, token, ids);
            progress.stepTo(settled());
        }
    }

    private void look(Instant from, long token, Set<String> ids) {
        listed.clear();
        statuses.clear();
        orders.listSince(from, token, item -> {
            String id = item.path("id").asString("");
            if (ids.contains(id)) {
                listed.merge(id, 1, Integer::sum);
                statuses.put(id, item.path("status").asString(""));
            }
        });
    }

    private long settled() {
        return statuses.values().stream().filter(OrderStates::isSettled).count();
    }

    List<Check> checks(long givenUp) {
        int orderCount = acknowledged.size();
        long ids = acknowledged.ids().stream().distinct().count();
        return List.of(
                Check.holds("acknowledged orders", "at least 1", orderCount, orderCount > 0),
                Check.equal("acknowledged under an id of their own", orderCount, ids),
                Check.equal("acknowledged orders listed once", orderCount,
                        listed.values().stream().filter(it -> it == 1).count()),
                Check.equal("acknowledged orders listed twice", 0,
                        listed.values().stream().filter(it -> it > 1).count()),
                Check.equal("acknowledged orders at rest", orderCount, settled()),
                Check.equal("orders given up", 0, givenUp));
    }

    Map<String, Long> statuses() {
        Tally tally = new Tally();
        statuses.values().forEach(tally::count);
        return tally.byKind();
    }
}
