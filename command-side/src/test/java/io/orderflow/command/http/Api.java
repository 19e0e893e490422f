package io.orderflow.command.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the running application. */
record Api(int port, HttpClient client) {
    private static final HttpClient CLIENT = newClient();
    private static final JsonMapper JSON = new JsonMapper();

    Api(int port) {
        this(port, CLIENT);
    }

    /** A client with connections of its own, which nobody has left idle before. */
    static HttpClient newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The last segment of the problem's type. */
        String problem() {
            return header("Content-Type").equals("application/problem+json")
                    ? json().path("type").asString().replace("/problems/", "")
                    : "no problem";
        }

        String pointers() {
            return String.join(" ",
                    json().path("errors").valueStream().map(it -> it.path("pointer").asString()).toList());
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * @param headers names and values in turn
     */
    Answer post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Answer place(String body) {
        return post(ApiPaths.ORDERS, body, "Idempotency-Key", UUID.randomUUID().toString());
    }
}
