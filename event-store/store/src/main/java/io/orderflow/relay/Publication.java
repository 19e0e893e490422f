package io.orderflow.relay;

import io.orderflow.worker.Worker;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** A session and what watches its topic. */
record Publication(RelaySession session, Worker watch, Admin admin) implements AutoCloseable {
    @Override
    public void close() {
        Closing.all(watch, session, () -> admin.close(Duration.ZERO));
    }
}
