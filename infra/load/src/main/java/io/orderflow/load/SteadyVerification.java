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

    void run(Instant from, Progress progress) {
        Instant until = Instant.now().plus(settleMax);
        Set<String> ids = new HashSet<>(acknowledged.ids());
        long token = acknowledged.token();
        orders.listSince(from, token, item -> {
            String id = item.path("id").asString("");
            if (ids.contains(id)) {
                listed.merge(id, 1, Integer::sum);
                statuses.put(id, item.path("status").asString(""));
            }
        });
        for (String id : ids) {
            if (!OrderStates.isSettled(statuses.getOrDefault(id, ""))) {
                statuses.put(id, orders.settledStatus(id, token, until));
            }
            progress.stepTo(settled());
        }
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
