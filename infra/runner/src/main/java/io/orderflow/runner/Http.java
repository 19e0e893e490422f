package io.orderflow.runner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Short questions to the parts of the system. */
final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Longer than a part waits for what comes of a change. */
    private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TIMEOUT)
        .build();

    private Http() {}

    /** 0 if there is no answer. */
    static int status(URI uri) {
        return get(uri).map(HttpResponse::statusCode).orElse(0);
    }

    /** Empty if there is no answer. */
    static Optional<HttpResponse<String>> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build());
    }

    /** Without a body; empty if there is no answer. */
    static Optional<HttpResponse<String>> post(URI uri) {
        return send(HttpRequest.newBuilder(uri)
            .timeout(CHANGE_TIMEOUT)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
    }

    private static Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
