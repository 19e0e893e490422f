package io.orderflow.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that comes in chunks. When it grows beyond its limit it fails, and what still comes is dropped;
 * a caller that goes on regardless loses the connection.
 */
final class BoundedBody implements ReadStream<Buffer> {
    /** Larger than the largest limit, so that a caller that sends everything first can read the refusal. */
    static final long DROPPED_BYTES_MAX = 32L << 20;

    private final HttpServerRequest request;
    private final long bytesMax;
    private final Runnable unreadable;
    private long bytes;
    private boolean exceeded;
    private @Nullable Handler<Buffer> parts;
    private @Nullable Handler<Throwable> failures;
    private @Nullable Throwable failure;

    /** @param unreadable called when the framing of the body is broken; the connection ends right afterwards */
    BoundedBody(HttpServerRequest request, long bytesMax, Runnable unreadable) {
        this.request = request;
        this.bytesMax = bytesMax;
        this.unreadable = unreadable;
        request.handler(this::arrived).exceptionHandler(this::broke);
    }

    boolean exceeded() {
        return exceeded;
    }

    private void arrived(Buffer part) {
        bytes += part.length();
        if (bytes > DROPPED_BYTES_MAX) {
            request.connection().close();
        } else if (bytes > bytesMax) {
            exceed();
        } else if (parts != null) {
            parts.handle(part);
        }
    }

    /** Can be earlier than somebody reads the body. */
    private void broke(Throwable cause) {
        failure = failure == null ? cause : failure;
        if (isUnreadable()) {
            unreadable.run();
        }
        if (failures != null) {
            failures.handle(cause);
        }
    }

    /** True when its framing is broken; false when the caller has just left. */
    boolean isUnreadable() {
        return failure != null && !(failure instanceof HttpClosedException);
    }

    private void exceed() {
        if (!exceeded) {
            exceeded = true;
            if (failures != null) {
                failures.handle(new IllegalStateException("The body is larger than " + bytesMax + " bytes"));
            }
            request.resume();
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failures = handler;
        if (handler != null && failure != null) {
            handler.handle(failure);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        parts = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        request.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        request.endHandler(handler == null ? null : _ -> {
            if (!exceeded) {
                handler.handle(null);
            }
        });
        return this;
    }
}
