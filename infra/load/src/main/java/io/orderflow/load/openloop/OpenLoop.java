package io.orderflow.load.openloop;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests when they are due over connections that are kept alive. All of it happens on one thread, so nothing
 * that is counted needs a lock; {@link #run} blocks its caller.
 */
public final class OpenLoop implements AutoCloseable {
    private static final int IDLE_SECONDS_MAX = 15;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setWarningExceptionTime(1)
        .setWarningExceptionTimeUnit(TimeUnit.MINUTES));
    private final HttpClient client;
    private final URI target;
    private final Limits limits;

    /**
     * @param connections kept at most; further requests wait for one and carry the wait in their latency
     * @param inFlight requests begun and not ended at most; further ones count as not sent
     * @param timeout from the sending to the end of the answer
     */
    public record Limits(int connections, int inFlight, Duration timeout) {}

    /**
     * @param target scheme, host and port
     */
    public OpenLoop(URI target, Limits limits) {
        this.target = target;
        this.limits = limits;
        client = vertx.httpClientBuilder()
            .with(new HttpClientOptions().setKeepAliveTimeout(IDLE_SECONDS_MAX)
                .setConnectTimeout(Math.toIntExact(CONNECT_MAX.toMillis()))
                .setTcpNoDelay(true)
                .setDecompressionSupported(false))
            .with(new PoolOptions().setHttp1MaxSize(limits.connections()).setMaxWaitQueueSize(-1))
            .build();
    }

    /** Until the last request has ended. */
    public void run(Schedule schedule, Calls calls, Recorder recorder, RetryPolicy retries)
            throws InterruptedException {
        OpenLoopRun run = new OpenLoopRun(vertx, client, target, limits, schedule, calls, recorder, retries);
        try {
            run.start().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the driver failed", failure.getCause());
        }
    }

    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
