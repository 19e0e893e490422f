package io.orderflow.load.openloop;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver against a server that is slow or fails on purpose. */
class OpenLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Call GET = Call.get("read", "/thing");
    private final Figures figures = new Figures();
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server = server(exchange -> answer(exchange, 200));

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static HttpServer server(HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void serve(HttpHandler handler) {
        server.stop(0);
        server = server(handler);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void run(OpenLoop.Limits limits, Schedule schedule, Calls calls, RetryPolicy retries)
            throws InterruptedException {
        run(URI.create("http://localhost:" + server.getAddress().getPort()), limits, schedule, calls, retries);
    }

    private void run(URI target, OpenLoop.Limits limits, Schedule schedule, Calls calls, RetryPolicy retries)
            throws InterruptedException {
        try (OpenLoop driver = new OpenLoop(target, limits)) {
            driver.run(schedule, calls, figures.and((attempt, answer, _) -> {
                attempts.add(attempt);
                answers.add(answer);
            }), retries);
        }
    }

    /** The first request is held until the last one is due: each of them has waited since it was due itself. */
    @Test
    void requestsThatWaitBehindAStalledOneCarryTheWait() throws InterruptedException {
        int arrivals = 20;
        CountDownLatch lastIsDue = new CountDownLatch(arrivals);
        serve(exchange -> {
            await(lastIsDue);
            answer(exchange, 200);
        });
        run(new OpenLoop.Limits(1, 100, PATIENCE), Schedule.fixed(100, Duration.ofMillis(10L * arrivals + 5)), () -> {
            lastIsDue.countDown();
            return GET;
        }, RetryPolicy.NEVER);
        long lastDue = attempts.stream().mapToLong(Attempt::dueNanos).max().orElseThrow();
        assertThat(answers).hasSize(arrivals).allMatch(it -> it.atNanos() >= lastDue);
        assertThat(figures.of("read").latency().p50()).isGreaterThanOrEqualTo(10 * (arrivals / 2 - 1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void statusesAreCountedByClassAndFailuresByWhatTheyAre() throws InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        serve(exchange -> answer(exchange, List.of(200, 404, 503).get(requests.getAndIncrement() % 3)));
        run(new OpenLoop.Limits(4, 100, PATIENCE), Schedule.atOnce(9), () -> GET, RetryPolicy.NEVER);
        KindFigures read = figures.of("read");
        assertThat(read.statusClasses()).containsOnly(entry("2xx", 3L), entry("4xx", 3L),
                entry("5xx", 3L));
        assertThat(read.failures()).containsOnly(entry("404", 3L), entry("503", 3L));
        assertThat(figures.errors()).isEqualTo(6);
        assertThat(read.refused()).isEqualTo(3);
    }

    @Test
    void whoIsNotAnsweredInTimeIsGivenUpAndCounted() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        serve(exchange -> await(end));
        run(new OpenLoop.Limits(2, 100, Duration.ofMillis(200)), Schedule.atOnce(5), () -> GET, RetryPolicy.NEVER);
        end.countDown();
        assertThat(figures.of("read").failures()).containsOnly(entry("no answer in time", 5L));
        assertThat(figures.of("read").latency().max()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void nobodyListeningIsAFailureAndNotAHang() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run(URI.create("http://127.0.0.1:" + port), new OpenLoop.Limits(2, 100, PATIENCE), Schedule.atOnce(3),
                () -> GET, RetryPolicy.NEVER);
        assertThat(figures.of("read").statusClasses()).containsOnly(entry("none", 3L));
    }

    @Test
    void moreThanMayBeInFlightIsNotSent() throws InterruptedException {
        CountDownLatch allCalled = new CountDownLatch(5);
        serve(exchange -> {
            await(allCalled);
            answer(exchange, 200);
        });
        run(new OpenLoop.Limits(1, 2, PATIENCE), Schedule.atOnce(5), () -> {
            allCalled.countDown();
            return GET;
        }, RetryPolicy.NEVER);
        assertThat(figures.of("read").failures()).containsOnly(
                entry("not sent: too many in flight", 3L));
    }

    @Test
    void aClientComesBackWithTheSameKey() throws InterruptedException {
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        serve(exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, keys.size() < 3 ? 503 : 201);
        });
        run(new OpenLoop.Limits(1, 100, PATIENCE), Schedule.atOnce(1),
                () -> Call.post("order", "/orders", Buffer.buffer("{}"), "key-1"),
                new PatientRetries(5, Duration.ofMillis(1), 1));
        assertThat(keys).containsExactly("key-1", "key-1", "key-1");
        assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(attempts).extracting(Attempt::firstDueNanos).containsOnly(attempts.getFirst().dueNanos());
    }

    @Test
    void aFailureOfTheLoadItselfEndsTheRun() {
        assertThatIllegalStateException()
            .isThrownBy(() -> run(new OpenLoop.Limits(1, 100, PATIENCE), Schedule.atOnce(1), () -> {
                throw new IllegalArgumentException("no call");
            }, RetryPolicy.NEVER))
            .havingRootCause()
            .withMessage("no call");
    }
}
