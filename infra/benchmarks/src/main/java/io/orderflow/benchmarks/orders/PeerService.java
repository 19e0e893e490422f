package io.orderflow.benchmarks.orders;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The service of stock parts, on a database of its own in the same PostgreSQL, with the same payment provider. */
final class PeerService implements OrderService {
    static final String NAME = "Spring Boot and Axon, stock";
    private static final String DATABASE = "peer";
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int STOP_SECONDS_MAX = 20;

    private final Process process;
    private final int port;
    private final Postgres postgres;
    private final long paymentProcess;

    private PeerService(Process process, int port, Postgres postgres, long paymentProcess) {
        this.process = process;
        this.port = port;
        this.postgres = postgres;
        this.paymentProcess = paymentProcess;
    }

    static PeerService start(Path home, Path log, OurSystem ours) throws Exception {
        Postgres postgres = ours.postgres();
        postgres.createDatabase(DATABASE);
        int port = freePort();
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-jar", jar(home).toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
        builder.environment()
            .putAll(Map.of("SERVER_PORT", Integer.toString(port), "SPRING_DATASOURCE_URL", postgres.url(DATABASE),
                    "SPRING_DATASOURCE_USERNAME", Postgres.user(), "SPRING_DATASOURCE_PASSWORD", postgres.password(),
                    "PEER_PAYMENT_URL", ours.paymentProvider().toString()));
        var service = new PeerService(builder.start(), port, postgres, ours.paymentProcess());
        try {
            service.awaitStart(log);
            return service;
        } catch (IOException | InterruptedException failure) {
            service.close();
            throw failure;
        }
    }

    private static Path jar(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("infra/peer-service/target"))) {
            return files.filter(it -> it.getFileName().toString().matches("orderflow-peer-service-.*-exec\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IOException("the peer service is not built: run 'mvn package' in " + home));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        long until = System.nanoTime() + START_MAX.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api() + "/orders/none")).build();
            while (!answers(http, request)) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    throw new IOException("the peer service does not start: " + Files.readString(log));
                }
                Thread.sleep(POLL);
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI api() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1");
    }

    @Override
    public String database() {
        return DATABASE;
    }

    @Override
    public Set<Long> processes() {
        return Set.copyOf(List.of(process.pid(), paymentProcess));
    }

    @Override
    public Set<String> confirmed(Collection<String> orders) throws Exception {
        return postgres.confirmed(DATABASE, "order_view", orders);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
