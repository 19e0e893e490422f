package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.orderflow.observability.MeterName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications that are slower than they are asked. */
@Timeout(60)
class OverloadTest {
    private static final String READ = "/api/v1/orders/held";
    private static final int LIMIT = 4;

    private final CountDownLatch held = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private volatile int status = 200;
    private volatile boolean noRoom;
    private final Upstream application = new Upstream(this::answer);
    private final BreakingServer broken = new BreakingServer();
    private RunningGateway gateway = start(application.url(), 2, LIMIT, 8);

    private static RunningGateway start(String url, int limitMin, int limit, int limitMax) {
        return new RunningGateway(url, url, url,
                Map.of("ORDERFLOW_GATEWAY_LIMITMIN", Integer.toString(limitMin), "ORDERFLOW_GATEWAY_LIMITINITIAL",
                        Integer.toString(limit), "ORDERFLOW_GATEWAY_LIMITMAX", Integer.toString(limitMax),
                        "ORDERFLOW_GATEWAY_READLATENCYTARGET", "1m", "ORDERFLOW_GATEWAY_COMMANDLATENCYTARGET", "1m"));
    }

    @AfterEach
    void stop() {
        held.countDown();
        gateway.close();
        application.close();
        broken.close();
    }

    /** What is for the path {@link #READ}, or is an order or a stream, waits for the test. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(READ) || path.endsWith("/stream") || path.endsWith("/cancel")) {
            try {
                held.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IOException(stopping);
            }
        }
        if (noRoom) {
            exchange.getResponseHeaders().set("No-Room", "true");
        }
        exchange.sendResponseHeaders(status, -1);
    }

    @ParameterizedTest
    @CsvSource({"reads,GET,/api/v1/orders/held,/api/v1/products",
            "commands,POST,/api/v1/orders/1/cancel,/api/v1/stock/S1/receive"})
    void whatIsBeyondTheLimitIsRefusedWhileTheOthersAreAtWork(String lane, String method, String path, String other)
            throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = open(LIMIT, request(method, path));
        awaitReceived(LIMIT);

        HttpResponse<String> refused = gateway.send(request(method, other));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("\"type\":\"/problems/overloaded\"", "\"traceId\":\"");
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        assertThat(application.received).hasSize(LIMIT);
        assertThat(gateway.gauge(MeterName.HTTP_IN_FLIGHT, lane)).isEqualTo(LIMIT);
        assertThat(gateway.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/admin/v1/seed").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/actuator/prometheus").body())
            .contains("http_admission_refused_total{application=\"orderflow-gateway\",lane=\"" + lane
                    + "\",reason=\"limit\"} 1.0");
        held.countDown();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(gateway.send(request(method, other)).statusCode()).isEqualTo(200);
    }

    @Test
    void readsAndCommandsDoNotTakeEachOthersPlaces() throws Exception {
        open(LIMIT, request("GET", READ));
        awaitReceived(LIMIT);

        assertThat(gateway.send(request("POST", "/api/v1/orders")).statusCode()).isEqualTo(200);
    }

    @Test
    void whatTakesAsLongAsItsCallerWishesHasNoPlace() throws Exception {
        open(2 * LIMIT, request("GET", "/api/v1/orders/1/stream"));
        open(2 * LIMIT, request("GET", READ).header("Prefer", "wait=5").header("Consistency-Token", "t"));
        awaitReceived(4 * LIMIT);

        assertThat(gateway.gauge(MeterName.HTTP_IN_FLIGHT, "reads")).isZero();
        assertThat(gateway.get("/api/v1/products").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheApplicationRefusesIsSoonRefusedHereAndSoonTakenAgain() throws Exception {
        gateway.close();
        gateway = start(application.url(), 64, 64, 64);
        status = 503;
        noRoom = true;
        Awaitility.await()
            .pollDelay(Duration.ZERO)
            .until(() -> open(64, request("GET", "/api/v1/products")).stream()
                .map(CompletableFuture::join)
                .anyMatch(it -> it.body().contains("refuses requests of this kind at the moment")));
        assertThat(gateway.get("/actuator/prometheus").body()).contains("reason=\"throttle\"");

        status = 200;
        noRoom = false;
        Awaitility.await().until(() -> IntStream.range(0, 50).allMatch(_ -> isTaken()));
    }

    @Test
    void whatTheApplicationCannotAnswerForAnotherReasonIsNotTakenForAnOverload() throws Exception {
        status = 503;
        for (int i = 0; i < 200; i++) {
            assertThat(gateway.get("/api/v1/products").body()).isEmpty();
        }
    }

    @Test
    void howTheApplicationSaysSoStaysHere() throws Exception {
        status = 503;
        noRoom = true;
        assertThat(gateway.get("/api/v1/products").headers().firstValue("No-Room")).isEmpty();
    }

    private boolean isTaken() {
        try {
            return gateway.get("/api/v1/products").statusCode() == 200;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aCallerThatLeavesGivesItsPlaceBack() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            socket("GET " + READ + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        awaitReceived(LIMIT);
        assertThat(gateway.get(READ).statusCode()).isEqualTo(503);

        close();

        awaitInFlight("reads", 0);
        assertThat(gateway.get("/api/v1/products").statusCode()).isEqualTo(200);
    }

    @Test
    void anApplicationThatFailsGivesThePlacesBack() throws Exception {
        gateway.close();
        gateway = start(broken.url(), 2, LIMIT, 8);

        for (int i = 0; i < 4 * LIMIT; i++) {
            assertThat(gateway.get("/api/v1/products").body()).contains("/problems/service-unavailable");
        }

        awaitInFlight("reads", 0);
        assertThat(gateway.gauge(MeterName.HTTP_LIMIT, "reads")).isEqualTo(LIMIT);
    }

    @Test
    void whoSendsSlowlyHoldsNoPlace() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            socket("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Length: 2\r\n\r\n{");
        }
        awaitInFlight("orders", LIMIT);

        awaitInFlight("orders", 0);
        assertThat(gateway.send(request("POST", "/api/v1/orders")).statusCode()).isEqualTo(200);
        for (Socket socket : sockets) {
            socket.getOutputStream().write('}');
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200 ");
        }
        assertThat(gateway.gauge(MeterName.HTTP_LIMIT, "orders")).isEqualTo(LIMIT);
    }

    private void socket(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private HttpRequest.Builder request(String method, String path) {
        return gateway.request(path)
            .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
    }

    private List<CompletableFuture<HttpResponse<String>>> open(int times, HttpRequest.Builder request) {
        HttpRequest built = request.build();
        return IntStream.range(0, times)
            .mapToObj(_ -> gateway.client.sendAsync(built, HttpResponse.BodyHandlers.ofString()))
            .toList();
    }

    private void awaitReceived(int requests) {
        Awaitility.await().until(() -> application.received.size() == requests);
    }

    private void awaitInFlight(String lane, int requests) {
        Awaitility.await().until(() -> gateway.gauge(MeterName.HTTP_IN_FLIGHT, lane) == requests);
    }
}
