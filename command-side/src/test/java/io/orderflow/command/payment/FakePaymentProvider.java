package io.orderflow.command.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A payment provider on a random local port that does as a test wants, and remembers what it was asked. */
public final class FakePaymentProvider implements AutoCloseable {
    /** What it answers to a request for an authorisation. */
    public enum Mode {
        AUTHORISE, DECLINE, FAIL, GARBLE
    }

    private final HttpServer server;
    private final Map<String, String> payments = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<String> traceparents = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.AUTHORISE;
    private volatile boolean voidFails;
    private volatile @Nullable CountDownLatch held;

    public FakePaymentProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorisations/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void mode(Mode next) {
        mode = next;
    }

    public void voidFails(boolean fails) {
        voidFails = fails;
    }

    /** From now on the answer to a request for an authorisation waits; what it says is decided before. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    public void release() {
        CountDownLatch waiting = held;
        held = null;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    /** AUTHORISED, DECLINED, VOIDED, CAPTURED or, where nothing is known of the payment, NONE. */
    public String statusOf(String payment) {
        return payments.getOrDefault(payment, "NONE");
    }

    public int askedFor(String payment) {
        AtomicInteger calls = asked.get(payment);
        return calls == null ? 0 : calls.get();
    }

    public List<String> traceparents() {
        return traceparents;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String traceparent = exchange.getRequestHeaders().getFirst("traceparent");
        if (traceparent != null) {
            traceparents.add(traceparent);
        }
        exchange.getRequestBody().readAllBytes();
        String payment = path[2];
        if (exchange.getRequestMethod().equals("PUT")) {
            authorise(exchange, payment);
        } else if (path[3].equals("void")) {
            undo(exchange, payment);
        } else {
            payments.put(payment, "CAPTURED");
            reply(exchange, 200, "{\"status\":\"CAPTURED\"}");
        }
    }

    private void authorise(HttpExchange exchange, String payment) throws IOException {
        asked.computeIfAbsent(payment, it -> new AtomicInteger()).incrementAndGet();
        Mode now = mode;
        if (now == Mode.AUTHORISE) {
            payments.put(payment, "AUTHORISED");
        } else if (now == Mode.DECLINE) {
            payments.put(payment, "DECLINED");
        }
        CountDownLatch waiting = held;
        if (waiting != null) {
            await(waiting);
        }
        switch (now) {
            case AUTHORISE -> reply(exchange, 200,
                    "{\"status\":\"AUTHORISED\",\"authorisation\":\"ref-" + payment + "\",\"paymentId\":\"x\"}");
            case DECLINE -> reply(exchange, 200, "{\"status\":\"DECLINED\",\"reason\":\"no funds\"}");
            case FAIL -> reply(exchange, 503, "");
            case GARBLE -> reply(exchange, 200, "{\"status\":\"PERHAPS\"}");
        }
    }

    private void undo(HttpExchange exchange, String payment) throws IOException {
        if (voidFails) {
            reply(exchange, 503, "");
        } else if (payments.replace(payment, "VOIDED") == null) {
            reply(exchange, 404, "{}");
        } else {
            reply(exchange, 200, "{\"status\":\"VOIDED\"}");
        }
    }

    private static void await(CountDownLatch waiting) {
        try {
            waiting.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
