package io.orderflow.eventstore.postgres;

import io.opentelemetry.context.Context;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An append that waits for its batch. It can be withdrawn by cancelling its result until a batch takes it: of both, one
 * succeeds.
 */
record PendingAppend(AppendRequest request, Context caller, Result result) {
    PendingAppend(AppendRequest request, Context caller) {
        this(request, caller, new Result());
    }

    int eventCount() {
        return request.events().size();
    }

    /** For the batch that would send it: false when nobody waits for it any more. */
    boolean take() {
        return result.decided.compareAndSet(false, true);
    }

    /** Told to the caller. */
    static final class Result extends CompletableFuture<AppendResult> {
        private final AtomicBoolean decided = new AtomicBoolean();

        /** False when the append is or was sent: what comes of it will be told here. */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return decided.compareAndSet(false, true) && super.cancel(mayInterruptIfRunning);
        }
    }
}
