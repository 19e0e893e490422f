package io.orderflow.gateway;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.tracing.Tracing;
import io.orderflow.observability.tracing.TracingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The gateway on a free port, with one HTTP client for it. */
final class RunningGateway implements AutoCloseable {
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracing tracing;
    private final Gateway gateway;

    RunningGateway(String command, String query, String projections, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("SERVER_PORT", "0", "ORDERFLOW_COMMAND_URL", command,
                "ORDERFLOW_QUERY_URL", query, "ORDERFLOW_PROJECTIONS_URL", projections,
                "ORDERFLOW_TRACING_TRACESPERSECONDMAX", "0"));
        environment.putAll(more);
        tracing = Tracing.start(TracingSettings.fromEnvironment("orderflow-gateway", "test", environment), exporter);
        gateway = Gateway.start(Settings.of(environment), tracing);
    }

    /** A gauge of the given lane. */
    double gauge(MeterName name, String lane) {
        return gateway.meters().registry().get(name.meterName()).tag("lane", lane).gauge().value();
    }

    int port() {
        return gateway.port();
    }

    /** The spans that have ended so far. */
    InMemorySpanExporter spans() {
        tracing.flush();
        return exporter;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends the text with line ends as HTTP has them, and reads until the gateway closes the connection. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
        tracing.close();
    }
}
