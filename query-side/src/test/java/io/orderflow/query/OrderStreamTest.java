package io.orderflow.query;

import static io.orderflow.query.Problems.assertInvalidHeader;
import static io.orderflow.query.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import io.orderflow.worker.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OrderStreamTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final WrittenData DATA = WrittenData.inNewDatabase();
    private static RunningQuerySide app;
    private final OrderId id = new OrderId(UUID.randomUUID().toString());
    private final String path = "/api/v1/orders/" + id + "/stream";

    @BeforeAll
    static void start() {
        app = RunningQuerySide.on(DATA, "orderflow.stream.subscribers-max=3", "orderflow.stream.heartbeat=150ms",
                "orderflow.stream.age-max=20s", "orderflow.stream.tail-interval=5ms",
                "server.tomcat.connection-timeout=1s");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @AfterEach
    void everyPlaceIsGivenBack() {
        await().until(() -> saturation() == 0);
    }

    @Test
    void anErrorOfTheTailerSilencesNoStream() {
        append();
        try (var stream = EventStreamClient.open(app, path)) {
            await().untilAsserted(() -> assertThat(stream.ids()).containsExactly("1"));
            Workers workers = app.bean("processWorkers", Workers.class);
            workers.strike("log-tailer", new NoClassDefFoundError("injected"));
            await().until(() -> workers.failures("log-tailer") > 0);
            append();

            await().untilAsserted(() -> assertThat(stream.ids()).containsExactly("1", "2"));
        }
    }

    @Test
    void sendsWhatIsThereAndWhatComes() {
        append();
        try (var stream = EventStreamClient.open(app, path)) {
            await().untilAsserted(() -> assertThat(stream.ids()).containsExactly("1"));
            DATA.append(new OrderReserved(new OrderId("another"), NOW));
            append();
            await().untilAsserted(() -> assertThat(stream.ids()).containsExactly("1", "2"));
            assertThat(stream.response().headers().firstValue("Content-Type"))
                .hasValue("text/event-stream;charset=UTF-8");
            assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(stream.response().headers().firstValue("Read-Position")).isPresent();
            var data = new JsonMapper().readTree(stream.frames().getLast().data());
            assertThat(stream.frames().getLast().event()).isEqualTo("OrderReserved");
            assertThat(data.path("version").asInt()).isEqualTo(2);
            assertThat(data.path("position").asLong()).isEqualTo(DATA.head());
            assertThat(data.at("/payload/orderId").asString()).isEqualTo(id.value());
        }
    }

    @Test
    void acrossReconnectsEachEventComesExactlyOnce() {
        int events = 120;
        append();
        CompletableFuture<Void> writer = CompletableFuture
            .runAsync(() -> IntStream.range(1, events).forEach(_ -> append()));
        List<String> received = new ArrayList<>();
        while (received.size() < events) {
            String last = received.isEmpty() ? "" : received.getLast();
            try (var stream = last.isEmpty()
                    ? EventStreamClient.open(app, path)
                    : EventStreamClient.open(app, path, "Last-Event-ID", last)) {
                assertThat(stream.response().statusCode()).isEqualTo(200);
                int wanted = Math.min(7, events - received.size());
                await().until(() -> stream.frames().size() >= wanted);
                received.addAll(stream.ids().subList(0, wanted));
            }
            await().until(() -> saturation() < 0.4); // the place of the closed stream is given back
        }
        writer.join();
        assertThat(received).containsExactlyElementsOf(IntStream.rangeClosed(1, events)
            .mapToObj(Integer::toString)
            .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "2", "1.5", "9999999999999999999"})
    void whatIsNoEventOfTheStreamCannotBeResumedFrom(String lastEventId) {
        append();

        assertInvalidHeader(app.get(path, "Last-Event-ID", lastEventId), "Last-Event-ID");
    }

    @Test
    void tooManySubscribersAreRefusedAndAPlaceIsGivenBack() {
        append();
        List<EventStreamClient> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            streams.add(EventStreamClient.open(app, path));
        }
        assertThat(saturation()).isEqualTo(1);
        Answer refused = app.get(path);
        assertProblem(refused, ProblemType.OVERLOADED);
        assertThat(refused.header("Retry-After")).isEqualTo("5");

        streams.forEach(EventStreamClient::close);

        await().until(() -> saturation() == 0);
        try (var stream = EventStreamClient.open(app, path)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatTakesNothingIsDropped() throws IOException {
        appendLarge(60);
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), app.port()));
            slow.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            await().until(() -> saturation() > 0);
            await().atMost(Duration.ofSeconds(20)).until(() -> saturation() == 0);
        }
        try (var stream = EventStreamClient.open(app, path)) {
            await().until(() -> stream.frames().size() == 60);
        }
    }

    @Test
    void aSilentStreamIsKeptAliveByComments() {
        append();
        try (var stream = EventStreamClient.open(app, path)) {
            await().untilAsserted(() -> assertThat(stream.comments()).contains(": heartbeat"));
        }
    }

    @Test
    void headOpensNoStream() {
        append();

        Answer answer = app.send("HEAD", path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(saturation()).isEqualTo(0);
    }

    @Test
    void aStreamEndsAtItsAge() {
        append();
        try (var other = RunningQuerySide.on(DATA, "orderflow.stream.age-max=1s", "orderflow.stream.heartbeat=100ms");
                var stream = EventStreamClient.open(other, path)) {
            await().until(stream::hasEnded);
            assertThat(stream.ids()).containsExactly("1");
        }
    }

    @Test
    void aStopEndsOpenStreamsAtOnce() {
        append();
        RunningQuerySide other = RunningQuerySide.on(DATA);
        try (var stream = EventStreamClient.open(other, path)) {
            await().until(() -> !stream.frames().isEmpty());
            long startedNanos = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofSeconds(5));
            await().until(stream::hasEnded);
        }
    }

    @Test
    void aWrongSettingStopsTheStart() {
        assertThatThrownBy(() -> RunningQuerySide.on(DATA, "orderflow.stream.subscribers-max=0"))
            .hasStackTraceContaining("subscribersMax")
            .hasStackTraceContaining("must be greater than or equal to 1");
    }

    private double saturation() {
        return app.get("/actuator/prometheus")
            .response()
            .body()
            .lines()
            .filter(it -> it.startsWith("resource_saturation_ratio") && it.contains("sse_subscriptions"))
            .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
            .findFirst()
            .orElseThrow();
    }

    /** About 200 kB each. */
    private void appendLarge(int events) {
        var lines = IntStream.rangeClosed(1, 2_000)
            .mapToObj(it -> new OrderLine(it, new Sku("S24_2000"), 1, new Money(1, "EUR")))
            .toList();
        var placed = new OrderPlaced(id, new CustomerId("103"), "web", lines, Money.zero("EUR"), Money.zero("EUR"),
                new Money(2_000, "EUR"), NOW);
        for (int i = 0; i < events; i++) {
            DATA.append(placed);
        }
    }

    private void append() {
        DATA.append(new OrderReserved(id, NOW));
    }
}
