package io.orderflow.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP through the gateway, one attempt a call. */
final class Api {
    private static final Duration BUSY_MAX = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 503;
    static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    /**
     * @param headers names and values in turn
     */
    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** An order of one unit with a fresh key; a system that is busy is asked again with the same key, as it demands. */
    Placed place(String... headers) {
        String order = order(1);
        String[] all = Launcher.append(headers, "Idempotency-Key", UUID.randomUUID().toString());
        HttpResponse<String> response = onceNotBusy(201, () -> post("/api/v1/orders", order, all));
        return new Placed(json(response).required("id").asString(),
                response.headers().firstValue("Consistency-Token").orElseThrow());
    }

    private static HttpResponse<String> onceNotBusy(int status, Callable<HttpResponse<String>> request) {
        HttpResponse<String> response = await().atMost(BUSY_MAX)
            .pollInterval(Duration.ofMillis(200))
            .pollDelay(Duration.ZERO)
            .until(request, answer -> answer.statusCode() != UNAVAILABLE);
        if (response.statusCode() != status) {
            throw new AssertionError(response.request().method() + " " + response.uri() + " answers "
                    + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    record Placed(String id, String token) {}

    /**
     * An order of the price list's first product, of which there are thousands; a system that is busy is asked again.
     */
    String order(int quantity) {
        JsonNode product = json(onceNotBusy(200, () -> get("/api/v1/products?limit=1"))).path("items").path(0);
        return """
                {"customerId":"103","currency":"USD","lines":[{"sku":"%s","quantity":%d,"unitPrice":%s}]}"""
            .formatted(product.path("sku").asString(), quantity, product.path("price"));
    }

    String status(Placed order) {
        HttpResponse<String> response = get("/api/v1/orders/" + order.id(), "Consistency-Token", order.token(),
                "Prefer", "wait=10");
        return json(response).path("status").asString("");
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    URI resolve(String path) {
        return base.resolve(path);
    }

    HttpClient http() {
        return http;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(base + " does not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
