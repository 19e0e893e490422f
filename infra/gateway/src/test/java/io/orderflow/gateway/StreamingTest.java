package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams, and applications that are slow or away. */
@Timeout(30)
class StreamingTest {
    private static final BreakingServer HALF = new BreakingServer();
    private static volatile StreamingTest current = new StreamingTest();
    private static final Upstream QUERY = new Upstream(exchange -> current.answer(exchange));
    private static RunningGateway shared;

    private final Semaphore next = new Semaphore(0);
    private final CountDownLatch streamEnded = new CountDownLatch(1);

    @BeforeAll
    static void start() throws IOException {
        shared = start(1_000);
    }

    @BeforeEach
    void takeOver() {
        current = this;
    }

    @AfterAll
    static void stop() {
        shared.close();
        QUERY.close();
        HALF.close();
    }

    private static RunningGateway start(int requestsMax) throws IOException {
        return new RunningGateway(closedPort(), QUERY.url(), HALF.url(),
                Map.of("ORDERFLOW_GATEWAY_ANSWERTIMEOUT", "500ms", "ORDERFLOW_GATEWAY_IDLETIMEOUT", "2s",
                        "ORDERFLOW_GATEWAY_REQUESTSMAX", Integer.toString(requestsMax)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/api/v1/orders/1/stream" -> stream(exchange);
            default -> awaitNext();
        }
    }

    private void awaitNext() throws IOException {
        try {
            next.acquire();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        try {
            for (int i = 1;; i++) {
                awaitNext();
                exchange.getResponseBody().write(("id:" + i + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } finally {
            streamEnded.countDown();
        }
    }

    @Test
    void eachEventArrivesBeforeTheNextOneIsMade() throws Exception {
        HttpResponse<InputStream> answer = open(shared);

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (var lines = lines(answer)) {
            for (int i = 1; i <= 3; i++) {
                next.release();
                assertThat(lines.readLine()).isEqualTo("id:" + i);
                assertThat(lines.readLine()).isEmpty();
            }
        }
    }

    @Test
    void aStreamOutlivesTheTimeoutForTheAnswer() throws Exception {
        try (var lines = lines(open(shared))) {
            Awaitility.await().pollInterval(Duration.ofMillis(300)).atMost(Duration.ofSeconds(10)).until(() -> {
                next.release();
                String line = lines.readLine();
                lines.readLine();
                return "id:5".equals(line);
            });
        }
    }

    @Test
    void whenTheCallerLeavesTheStreamBehindEnds() throws Exception {
        open(shared).body().close();

        Awaitility.await().untilAsserted(() -> {
            next.release();
            assertThat(streamEnded.getCount()).isZero();
        });
    }

    @Test
    void aStreamInWhichNothingMovesIsCutOff() throws Exception {
        try (InputStream body = open(shared).body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aShutdownDoesNotWaitForStreams() throws Exception {
        RunningGateway gateway = start(1_000);
        try (InputStream body = open(gateway).body()) {
            long started = System.nanoTime();

            gateway.close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
            assertThat(body).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 50001\r\n\r\n", "Content-Length: 100000\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n186a0\r\n"})
    void halfAnAnswerIsNotTakenForAWholeOne(String head) {
        HALF.answerWith("HTTP/1.1 200 OK\r\n" + head + "x".repeat(50_000));

        assertThatThrownBy(() -> shared.get("/admin/v1/projections")).isInstanceOf(IOException.class);
    }

    @Test
    void anApplicationThatClosesTheConnectionMeansTryAgainLater() throws Exception {
        HALF.answerWith("");

        assertUnavailable(shared.get("/admin/v1/projections"), "The application projections does not answer.");
    }

    @Test
    void anApplicationThatIsAwayMeansTryAgainLater() throws Exception {
        var answer = shared.send(shared.request("/api/v1/orders").POST(BodyPublishers.ofString("{}")));

        assertUnavailable(answer, "The application command-side does not answer.");
    }

    @Test
    void anApplicationThatIsTooSlowMeansTryAgainLater() throws Exception {
        var answer = shared.get("/api/v1/orders/slow");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).contains("\"type\":\"/problems/answer-timeout\"",
                "\"detail\":\"The application query-side does not answer in time.\"");
    }

    @Test
    void oneRequestMoreThanTheLimitIsRefused() throws Exception {
        try (RunningGateway gateway = start(2);
                InputStream first = open(gateway).body();
                InputStream second = open(gateway).body()) {
            var answer = gateway.get("/api/v1/orders");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/overloaded");
            assertThat(gateway.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(first).isNotSameAs(second);
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).contains("\"type\":\"/problems/service-unavailable\"",
                "\"detail\":\"" + detail + "\"", "\"traceId\":\"");
    }

    private static HttpResponse<InputStream> open(RunningGateway gateway) throws IOException, InterruptedException {
        return gateway.client.send(gateway.request("/api/v1/orders/1/stream").GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
