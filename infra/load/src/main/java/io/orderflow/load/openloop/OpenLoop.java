package io.orderflow.load.openloop;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests when they are due over connections that are kept alive. All of it happens on one thread, so nothing
 * that is counted needs a lock; {@link #run} blocks its caller.
 */
public final class OpenLoop implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setWarningExceptionTime(1)
        .setWarningExceptionTimeUnit(TimeUnit.MINUTES));
    private final ContextInternal context;
    private final Connections connections;
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
        this.limits = limits;
        context = (ContextInternal) vertx.getOrCreateContext();
        connections = new Connections(context.nettyEventLoop(), target, limits.connections());
    }

    /** Until the last request has ended. */
    public void run(Schedule schedule, Calls calls, Recorder recorder, RetryPolicy retries)
            throws InterruptedException {
        OpenLoopRun run = new OpenLoopRun(vertx, context, connections, limits, schedule, calls, recorder, retries);
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
        context.nettyEventLoop().submit(connections::close).syncUninterruptibly();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
