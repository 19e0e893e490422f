package io.orderflow.benchmarks.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Places orders of three lines. Safe for any number of threads. */
final class Shop implements AutoCloseable {
    static final int LINES = 3;
    private static final int SKUS = 40;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Duration REFUSED_PAUSE = Duration.ofMillis(200);
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;
    private static final int CREATED = 201;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Product> products;

    private record Product(String sku, JsonNode price) {}

    /** @param catalogue the API that has the price list */
    Shop(URI catalogue) throws IOException, InterruptedException {
        products = products(get(URI.create(catalogue + "/products?limit=" + SKUS)));
    }

    private static List<Product> products(JsonNode page) {
        List<Product> products = new ArrayList<>();
        for (JsonNode item : page.path("items")) {
            products.add(new Product(item.path("sku").asString(), item.path("price")));
        }
        if (products.size() < LINES) {
            throw new IllegalStateException("the catalogue has too few products: " + page);
        }
        return List.copyOf(products);
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(uri).timeout(ANSWER_MAX).build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    /** So that no order is refused for want of stock. */
    void stock(URI api, int quantity) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("quantity", quantity));
        for (Product product : products) {
            HttpResponse<String> answer = post(URI.create(api + "/stock/" + product.sku() + "/receive"), body,
                    UUID.randomUUID().toString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("stock was refused: " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /**
     * Tries again as long as the service says that it is busy, with the same key.
     *
     * @return the order's id
     */
    String place(URI api, Random random) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(order(random));
        String key = UUID.randomUUID().toString();
        HttpResponse<String> answer = post(URI.create(api + "/orders"), body, key);
        while (answer.statusCode() == UNAVAILABLE || answer.statusCode() == TOO_MANY) {
            Thread.sleep(REFUSED_PAUSE);
            answer = post(URI.create(api + "/orders"), body, key);
        }
        if (answer.statusCode() != CREATED) {
            throw new IOException("an order was refused: " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asString();
    }

    private Map<String, Object> order(Random random) {
        List<Product> chosen = new ArrayList<>(products);
        Collections.shuffle(chosen, random);
        List<Map<String, Object>> lines = chosen.subList(0, LINES)
            .stream()
            .map(product -> Map.<String, Object>of("sku", product.sku(), "quantity", 1, "unitPrice", product.price()))
            .toList();
        return Map.of("customerId", "103", "currency", "USD", "lines", lines);
    }

    private HttpResponse<String> post(URI uri, String body, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
