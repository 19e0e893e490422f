package io.orderflow.observability.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;

/** Takes batches, but answers only once it is released. */
final class StuckExporter implements SpanExporter {
    private final CountDownLatch released = new CountDownLatch(1);

    void release() {
        released.countDown();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        try {
            released.await();
            return CompletableResultCode.ofSuccess();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return CompletableResultCode.ofFailure();
        }
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        release();
        return CompletableResultCode.ofSuccess();
    }
}
