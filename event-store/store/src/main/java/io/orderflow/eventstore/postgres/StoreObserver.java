package io.orderflow.eventstore.postgres;

import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears of each transaction of the append path. Called on the writer's thread: must be quick and must not throw. */
public interface StoreObserver {
    /** Hears nothing. */
    StoreObserver NONE = (batch, start, end, failure) -> {
    };

    /**
     * @param callers the trace context of each append of the batch
     * @param failure null when the batch was committed
     */
    void batchWritten(List<Context> callers, Instant start, Instant end, @Nullable Throwable failure);
}
