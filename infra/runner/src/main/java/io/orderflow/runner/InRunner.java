package io.orderflow.runner;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A part that runs in the runner's own process and so ends with it. */
final class InRunner implements Running {
    private final AutoCloseable server;
    private final CountDownLatch ended = new CountDownLatch(1);

    InRunner(AutoCloseable server) {
        this.server = server;
    }

    @Override
    public @Nullable ProcessHandle process() {
        return null;
    }

    @Override
    public boolean isReady() {
        return !hasEnded();
    }

    @Override
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public String awaitEnd() throws InterruptedException {
        ended.await();
        return "stopped";
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("It did not stop", e);
        } finally {
            ended.countDown();
        }
    }
}
