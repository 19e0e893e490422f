package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderflowClientTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Tally retries = new Tally();
    private HttpServer server;
    private OrderflowClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new OrderflowClient(URI.create("http://localhost:" + server.getAddress().getPort()), retries);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        int status = statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst();
        String type = status == 409 ? "http://localhost/problems/idempotency-in-progress" : "about:blank";
        byte[] body = ("{\"id\":\"o-1\",\"type\":\"" + type + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.getResponseHeaders().add("Consistency-Token", "42");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void anUnavailableSystemIsAskedAgainWithTheSameKey() {
        statuses.addAll(List.of(503, 409, 429, 201));
        Reply reply = client.post("/orders", "{}", Map.of("Idempotency-Key", "k"), WITHIN);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.consistencyToken()).isEqualTo(42);
        assertThat(keys).containsExactly("k", "k", "k", "k");
        assertThat(retries.byKind()).containsEntry("503 about:blank", 1L)
            .containsEntry("409 idempotency-in-progress", 1L);
        assertThat(retries.total()).isEqualTo(3);
    }

    @Test
    void aRefusalForAReasonIsNotRepeated() {
        statuses.add(422);
        assertThat(client.post("/orders", "{}", Map.of(), WITHIN).status()).isEqualTo(422);
        assertThat(keys).hasSize(1);
    }

    @Test
    void afterItsTimeTheLastAnswerIsGiven() {
        statuses.add(503);
        assertThat(client.get("/orders", Map.of(), Duration.ZERO).status()).isEqualTo(503);
    }

    @Test
    void aSystemThatNeverAnswersIsUnavailable() {
        server.stop(0);
        assertThatExceptionOfType(UnavailableException.class)
            .isThrownBy(() -> client.get("/orders", Map.of(), Duration.ZERO))
            .withMessageContaining("does not answer");
    }
}
