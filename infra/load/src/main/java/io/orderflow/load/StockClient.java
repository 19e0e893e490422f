package io.orderflow.load;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and changes the stock of one SKU. */
final class StockClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TRIES_MAX = 20;
    private static final int STALE = 412;
    private static final long RECEIPT_MAX = 1_000_000;

    /**
     * @param etag version of the SKU's stream, as a strong entity tag
     */
    record Level(long onHand, long reserved, long available, String etag) {}

    private final OrderflowClient client;

    StockClient(OrderflowClient client) {
        this.client = client;
    }

    Level level(String sku, long token) {
        Reply reply = OrdersClient.require(
                client.get("/stock/" + sku, OrdersClient.consistency(token), OrdersClient.READ_MAX), "/stock/" + sku);
        JsonNode json = reply.json();
        return new Level(json.path("onHand").asLong(), json.path("reserved").asLong(), json.path("available").asLong(),
                reply.header("ETag").orElse("*"));
    }

    /**
     * Makes exactly so many units available, whatever there was.
     *
     * @throws UnavailableException when the SKU keeps changing meanwhile
     */
    Level bringTo(String sku, long available) {
        Level level = level(sku, 0);
        for (int attempt = 0; attempt < TRIES_MAX && level.available() != available; attempt++) {
            Reply changed = change(sku, level, Math.toIntExact(available - level.available()));
            if (changed.status() != STALE) {
                OrdersClient.require(changed, "/stock/" + sku);
            }
            level = level(sku, changed.consistencyToken());
        }
        if (level.available() != available) {
            throw new UnavailableException("SKU " + sku + " has " + level.available() + " available and keeps changing;"
                    + " stop whoever orders it and try again.");
        }
        return level;
    }

    /** Receives what is missing until so many units are available. */
    void atLeast(String sku, long wanted) {
        Level level = level(sku, 0);
        if (level.available() < wanted) {
            long missing = Math.min(wanted - level.available(), RECEIPT_MAX);
            OrdersClient.require(change(sku, level, Math.toIntExact(missing)), "/stock/" + sku);
        }
    }

    private Reply change(String sku, Level level, int delta) {
        if (delta > 0) {
            Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
            return client.post("/stock/" + sku + "/receive", JSON.writeValueAsString(Map.of("quantity", delta)), key,
                    OrdersClient.READ_MAX);
        }
        Map<String, Object> adjustment = new HashMap<>(Map.of("delta", delta, "reason", "load scenario last-item"));
        return client.post("/stock/" + sku + "/adjust", JSON.writeValueAsString(adjustment),
                Map.of("If-Match", level.etag()), OrdersClient.READ_MAX);
    }
}
