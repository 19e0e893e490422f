package io.orderflow.runner.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The store over HTTP, on this machine only: {@code POST /v1/traces} takes OTLP (protobuf, also gzipped),
 * {@code GET /traces?limit=} and {@code GET /traces/{traceId}} answer JSON, {@code GET /metrics} the text format of
 * Prometheus.
 */
public final class TraceServer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private TraceServer(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 takes any free port */
    public static TraceServer start(int port, TraceLimits limits) throws IOException {
        var store = new TraceStore(limits);
        var receiver = new OtlpReceiver(store, limits.bodyBytesMax());
        var reader = new TraceReader(store);
        var traces = new TraceServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG));
        traces.server.setExecutor(traces.threads);
        traces.server.createContext("/",
                exchange -> answer(exchange, new Answer(404, "text/plain", "There is nothing here.\n")));
        traces.server.createContext("/v1/traces", exchange -> answer(exchange, receiver.receive(exchange)));
        traces.server.createContext("/traces", exchange -> answer(exchange, reader.read(exchange)));
        traces.server.createContext("/metrics", exchange -> answer(exchange,
                new Answer(200, "text/plain; version=0.0.4", store.figures().exposition(receiver.requestsRefused()))));
        traces.server.start();
        return traces;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
