package io.orderflow.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The bodies of answers that are coming in. One in which nothing has moved for too long is closed; on shutdown the
 * event streams are, because they would hold it up.
 */
@Component
final class OpenBodies implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OpenBodies.class);
    private static final int CHECKS_PER_TIMEOUT = 10;

    private final long idleNanosMax;
    private final Set<OpenBody> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService checks = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("open-bodies").factory());

    OpenBodies(GatewayProperties properties) {
        Duration idleMax = properties.idleTimeout();
        this.idleNanosMax = idleMax.toNanos();
        long pauseNanos = idleNanosMax / CHECKS_PER_TIMEOUT;
        var _ = checks.scheduleWithFixedDelay(() -> close(body -> body.idleNanos() > idleNanosMax), pauseNanos,
                pauseNanos, TimeUnit.NANOSECONDS);
    }

    /** Closing it, from any thread, ends a read that waits for more. */
    final class OpenBody implements Closeable {
        private final InputStream bytes;
        private final boolean stream;
        private volatile long movedNanos = System.nanoTime();

        private OpenBody(InputStream bytes, boolean stream) {
            this.bytes = bytes;
            this.stream = stream;
        }

        void moved() {
            movedNanos = System.nanoTime();
        }

        private long idleNanos() {
            return System.nanoTime() - movedNanos;
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            bytes.close();
        }
    }

    OpenBody watch(InputStream bytes, boolean stream) {
        var body = new OpenBody(bytes, stream);
        open.add(body);
        return body;
    }

    @EventListener(ContextClosedEvent.class)
    void endStreams() {
        close(body -> body.stream);
    }

    @Override
    public void destroy() {
        checks.shutdownNow();
        close(body -> true);
    }

    private void close(Predicate<OpenBody> wanted) {
        for (OpenBody body : open) {
            if (wanted.test(body)) {
                try {
                    body.close();
                } catch (IOException failure) {
                    LOG.debug("An answer could not be closed", failure);
                }
            }
        }
    }
}
