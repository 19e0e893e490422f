package io.orderflow.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the gateway. A request that meets a refused connection, an error of the server or a limit is sent again
 * with the same headers until it succeeds or its time is over; each repetition is counted. Blocks its caller; safe for
 * any number of virtual threads.
 */
final class OrderflowClient implements AutoCloseable {
    static final String API = "/api/v1";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(30);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(50);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_MAX)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
    private final URI gateway;
    private final Tally retries;

    /**
     * @param retries counts what made a request be sent again
     */
    OrderflowClient(URI gateway, Tally retries) {
        this.gateway = gateway;
        this.retries = retries;
    }

    /**
     * @throws UnavailableException when no attempt within the time got an answer
     */
    Reply get(String path, Map<String, String> headers, Duration within) {
        return untilAnswered(request(path, headers).GET().build(), within);
    }

    /**
     * @throws UnavailableException when no attempt within the time got an answer
     */
    Reply post(String path, String json, Map<String, String> headers, Duration within) {
        return untilAnswered(postRequest(path, json, headers), within);
    }

    /**
     * One attempt.
     *
     * @throws UnavailableException when there is no answer
     */
    Reply postOnce(String path, String json, Map<String, String> headers) {
        try {
            return send(postRequest(path, json, headers));
        } catch (IOException failure) {
            throw new UnavailableException(gateway + " does not answer: " + failure, failure);
        }
    }

    private HttpRequest postRequest(String path, String json, Map<String, String> headers) {
        return request(path, headers).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(gateway.resolve(API + path)).timeout(ATTEMPT_MAX);
        headers.forEach(builder::header);
        return builder;
    }

    private Reply untilAnswered(HttpRequest request, Duration within) {
        long endNanos = System.nanoTime() + within.toNanos();
        Duration pause = PAUSE_FIRST;
        while (true) {
            Reply reply = null;
            IOException failure = null;
            try {
                reply = send(request);
                if (!reply.isTransient()) {
                    return reply;
                }
                retries.count(reply.kind());
            } catch (IOException unreachable) {
                failure = unreachable;
                retries.count(unreachable.getClass().getSimpleName());
            }
            pause(pauseAfter(reply, pause));
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
            if (System.nanoTime() > endNanos) {
                return lastAnswer(reply, failure);
            }
        }
    }

    private Reply lastAnswer(@Nullable Reply reply, @Nullable IOException failure) {
        if (reply != null) {
            return reply;
        }
        throw new UnavailableException(gateway + " does not answer: " + failure,
                failure == null ? new IOException("no attempt was made") : failure);
    }

    private static Duration pauseAfter(@Nullable Reply reply, Duration usual) {
        Duration asked = reply == null ? usual : reply.retryAfter().orElse(usual);
        return asked.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : asked;
    }

    private Reply send(HttpRequest request) throws IOException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", interrupted);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
