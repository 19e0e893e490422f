package io.orderflow.load;

import io.orderflow.contract.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The reads and commands that the scenarios share. Reads carry the consistency token that they are given. */
final class OrdersClient {
    static final Duration READ_MAX = Duration.ofSeconds(60);
    private static final Duration POLL_FIRST = Duration.ofMillis(100);
    private static final Duration POLL_MAX = Duration.ofSeconds(1);
    private static final int PAGE_ITEMS = 100;
    private static final int CUSTOMER_PAGES_MAX = 5;
    private final OrderflowClient client;

    OrdersClient(OrderflowClient client) {
        this.client = client;
    }

    Catalogue catalogue() {
        List<Catalogue.Product> products = new ArrayList<>();
        pages("/products?limit=" + PAGE_ITEMS, 0, Integer.MAX_VALUE, item -> products.add(product(item)));
        Set<String> customers = new LinkedHashSet<>();
        pages("/orders?limit=" + PAGE_ITEMS, 0, CUSTOMER_PAGES_MAX,
                item -> customers.add(item.path("customerId").asString("")));
        customers.remove("");
        return new Catalogue(products, customers.isEmpty() ? List.of("103") : List.copyOf(customers));
    }

    /** The ids of the newest orders. */
    List<String> orderIds(int max) {
        List<String> ids = new ArrayList<>();
        pages("/orders?limit=" + PAGE_ITEMS, 0, max / PAGE_ITEMS, item -> ids.add(item.path("id").asString("")));
        return ids;
    }

    private static Catalogue.Product product(JsonNode item) {
        JsonNode price = item.path("price");
        return new Catalogue.Product(item.path("sku").asString(),
                new Money(price.path("amountMinor").asLong(), price.path("currency").asString()));
    }

    /**
     * Each order that the list holds since the moment, with its status; an order is told as often as the list has it.
     */
    void listSince(Instant from, long token, Consumer<JsonNode> order) {
        pages("/orders?sort=-placedAt&limit=" + PAGE_ITEMS + "&from="
                + URLEncoder.encode(from.toString(), StandardCharsets.UTF_8), token, Integer.MAX_VALUE, order);
    }

    Reply order(String id, long token) {
        return client.get("/orders/" + id, consistency(token), READ_MAX);
    }

    /** Waits until the order stays in its state or the time is over; answers the last status that was seen. */
    String settledStatus(String id, long token, Instant until) {
        Duration pause = POLL_FIRST;
        while (true) {
            Reply reply = order(id, token);
            String status = reply.status() == 200 ? reply.json().path("status").asString("") : "";
            if (OrderStates.isSettled(status) || Instant.now().isAfter(until)) {
                return status;
            }
            OrderflowClient.pause(pause);
            pause = pause.multipliedBy(2).compareTo(POLL_MAX) > 0 ? POLL_MAX : pause.multipliedBy(2);
        }
    }

    private void pages(String first, long token, int pagesMax, Consumer<JsonNode> item) {
        String path = first;
        for (int page = 0; page < pagesMax; page++) {
            Reply reply = require(client.get(path, consistency(token), READ_MAX), path);
            reply.json().path("items").forEach(item);
            String cursor = reply.json().path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                return;
            }
            path = first + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
    }

    static Reply require(Reply reply, String what) {
        if (reply.status() >= 300) {
            throw new UnavailableException(what + " answers " + reply.kind() + ": " + reply.body());
        }
        return reply;
    }

    static Map<String, String> consistency(long token) {
        Map<String, String> headers = new HashMap<>();
        if (token > 0) {
            headers.put("Consistency-Token", Long.toString(token));
            headers.put("Prefer", "wait=5");
        }
        return headers;
    }
}
