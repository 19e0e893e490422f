package io.orderflow.runner;

import io.orderflow.runner.SystemReport.KafkaAddress;
import io.orderflow.runner.SystemReport.PostgresAddress;
import io.orderflow.runner.traces.TraceLimits;
import io.orderflow.runner.traces.TraceServer;
import io.orderflow.servers.BrokenDataDirectoryException;
import io.orderflow.servers.EmbeddedKafka;
import io.orderflow.servers.EmbeddedPostgres;
import io.orderflow.servers.ServerStartException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * All parts of the system, started side by side where they do not need each other and stopped against the data's way.
 */
final class OrderflowSystem {
    private final DataDirectory data;
    private final Ports ports;
    private final Programs programs;
    private final String seed;
    private final Consumer<String> progress;
    private final RunFiles files;
    private final Instant startedAt = Instant.now();
    /** In the order of their start. */
    private final List<Part> parts = new ArrayList<>();
    private volatile String databasePassword = "";
    private volatile boolean ready;

    OrderflowSystem(DataDirectory data, Ports ports, Programs programs, String seed, Consumer<String> progress) {
        this.data = data;
        this.ports = ports;
        this.programs = programs;
        this.seed = seed;
        this.progress = progress;
        this.files = new RunFiles(data);
    }

    /** Blocks until every part can be used. */
    void start(List<Service> services) throws InterruptedException {
        await(List
            .of(add(Ports.TRACES, () -> new InRunner(TraceServer.start(ports.of(Ports.TRACES), TraceLimits.DEFAULT)))));
        var servers = List.of(add(Ports.POSTGRES, this::launchPostgres),
                add(Ports.KAFKA, () -> new InRunner(EmbeddedKafka.start(data.kafka(), ports.of(Ports.KAFKA)))));
        await(servers);
        await(services.stream().map(service -> add(service.name(), () -> launch(service))).toList());
    }

    /** Everything is up and the history is loaded. */
    void becomeReady() {
        ready = true;
        publish();
    }

    /** Against the data's way: who takes requests first, who keeps the data last. */
    void stop() {
        List<Part> started;
        synchronized (parts) {
            started = List.copyOf(parts).reversed();
        }
        for (Part part : inStopOrder(started)) {
            part.stop();
            progress.accept("  " + part.name() + " stopped");
        }
    }

    SystemReport report() {
        List<PartReport> processes;
        synchronized (parts) {
            processes = parts.stream().map(Part::report).toList();
        }
        int postgres = ports.of(Ports.POSTGRES);
        var database = new PostgresAddress("jdbc:postgresql://127.0.0.1:" + postgres + "/" + EmbeddedPostgres.DATABASE,
                "orderflow_query", databasePassword, "localhost", postgres,
                EmbeddedPostgres.DATABASE);
        return new SystemReport(ProcessIdentity.of(ProcessHandle.current()), startedAt, ready, url(), database,
                new KafkaAddress("127.0.0.1:" + ports.of(Ports.KAFKA)),
                URI.create("http://127.0.0.1:" + ports.of(Ports.TRACES)), processes);
    }

    int port(Service service) {
        return ports.of(service);
    }

    URI url() {
        return URI.create("http://localhost:" + ports.of(Service.GATEWAY));
    }

    private static List<Part> inStopOrder(List<Part> parts) {
        // Kafka goes before PostgreSQL; both started at once.
        var ordered = new ArrayList<>(parts);
        ordered.sort((one, other) -> Integer.compare(stopRank(one), stopRank(other)));
        return ordered;
    }

    private static int stopRank(Part part) {
        return switch (part.name()) {
            case Ports.KAFKA -> 1;
            case Ports.POSTGRES -> 2;
            case Ports.TRACES -> 3;
            default -> 0;
        };
    }

    private CompletableFuture<Duration> add(String name, Part.Launcher launcher) {
        var part = new Part(name, ports.of(name), launcher, this::publish);
        synchronized (parts) {
            parts.add(part);
        }
        return part.start().thenApply(taken -> {
            progress.accept(String.format(Locale.ROOT, "  %-17s ready after %4.1f s on port %d", name,
                    taken.toMillis() / 1000.0, ports.of(name)));
            return taken;
        });
    }

    private Running launchPostgres() {
        PostgresPart part = PostgresPart.launch(data, ports.of(Ports.POSTGRES));
        databasePassword = part.postgres().password();
        return part;
    }

    private Running launch(Service service) throws Exception {
        var environment = new ServiceEnvironment(ports, databasePassword, VaultKey.of(data.root()), seed).of(service);
        URI readiness = URI.create("http://127.0.0.1:" + ports.of(service) + service.readinessPath());
        return ServiceProcess.launch(programs.of(service), environment, readiness, data.log(service.name()),
                service.equals(Service.GATEWAY));
    }

    private synchronized void publish() {
        files.write(report());
    }

    private static void await(List<CompletableFuture<Duration>> starts) throws InterruptedException {
        try {
            for (CompletableFuture<Duration> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw asSentence(e.getCause() == null ? e : e.getCause());
        }
    }

    private static CannotRunException asSentence(Throwable failure) {
        return switch (failure) {
            case CannotRunException sentence -> sentence;
            case BrokenDataDirectoryException broken -> new CannotRunException(ExitCode.UNAVAILABLE,
                    withoutStop(broken) + ": start with --fresh to begin anew, or give another folder with --data.");
            case ServerStartException server -> new CannotRunException(ExitCode.UNAVAILABLE,
                    withoutStop(server) + ": if its data is damaged, start with --fresh to begin anew.");
            default -> new CannotRunException(ExitCode.UNAVAILABLE, "The system could not be started: " + failure);
        };
    }

    private static String withoutStop(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
