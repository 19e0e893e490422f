package io.orderflow.eventstore.postgres;

import io.opentelemetry.context.Context;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import java.util.concurrent.CompletableFuture;

/** An append that waits for its batch. */
record PendingAppend(AppendRequest request, Context caller, CompletableFuture<AppendResult> result) {
    int eventCount() {
        return request.events().size();
    }
}
