package io.orderflow.command.fulfilment;

import org.springframework.context.SmartLifecycle;

/** Starts the process manager when everything else is there, and stops it before anything that it needs. */
final class FulfilmentLifecycle implements SmartLifecycle {
    private final FulfilmentLeader leader;
    private final PaymentCalls calls;
    private volatile boolean running;

    FulfilmentLifecycle(FulfilmentLeader leader, PaymentCalls calls) {
        this.leader = leader;
        this.calls = calls;
    }

    @Override
    public void start() {
        leader.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            leader.stop();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        calls.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
