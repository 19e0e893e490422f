package io.orderflow.gateway;

import io.orderflow.observability.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running gateway. */
final class Gateway implements AutoCloseable {
    private static final int EVENT_LOOPS_MAX = 8;
    private static final int WORKERS = 2;
    private static final long SECONDS_MAX = 20;

    static {
        Passages.register();
    }

    private final Vertx vertx;
    private final GatewayParts parts;
    private final List<GatewayServer> servers = new ArrayList<>();
    private final ProcessMeters meters = new ProcessMeters();

    private Gateway(Settings settings, Tracing tracing) {
        tracing.bindTo(meters.registry());
        // Half of the processors: the other half works for the applications, and an event loop serves thousands a second.
        int eventLoops = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, EVENT_LOOPS_MAX);
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops)
            .setWorkerPoolSize(WORKERS)
            .setInternalBlockingPoolSize(WORKERS)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var documents = new ProblemDocuments(settings.retryAfter());
        var refusals = new Refusals(vertx, documents);
        parts = new GatewayParts(settings, eventLoops, new Admission(settings, meters.registry()),
                new RequestTrace(tracing.openTelemetry()), new RequestMeters(meters.registry()), documents, refusals,
                new OwnEndpoints(vertx, meters.registry(), refusals), new OpenStreams());
    }

    /** Returns when it listens. */
    static Gateway start(Settings settings, Tracing tracing) {
        var gateway = new Gateway(settings, tracing);
        try {
            gateway.listen();
        } catch (RuntimeException failure) {
            gateway.close();
            throw failure;
        }
        return gateway;
    }

    private void listen() {
        List<Future<String>> starts = new ArrayList<>();
        for (int i = 0; i < parts.eventLoops(); i++) {
            var server = new GatewayServer(parts);
            servers.add(server);
            starts.add(vertx.deployVerticle(server));
        }
        await(Future.all(starts));
    }

    int port() {
        return servers.getFirst().port();
    }

    ProcessMeters meters() {
        return meters;
    }

    /** Takes no new requests, ends the event streams, and waits for what is under way. */
    @Override
    public void close() {
        parts.own().closing();
        parts.streams().endAll();
        await(vertx.close());
        meters.close();
    }

    private static void await(Future<?> future) {
        try {
            future.await(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            throw new IllegalStateException("It took longer than " + SECONDS_MAX + " s", tooLong);
        }
    }
}
