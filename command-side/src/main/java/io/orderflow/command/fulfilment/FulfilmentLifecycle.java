package io.orderflow.command.fulfilment;

import io.orderflow.eventstore.leadership.Leader;
import org.springframework.context.SmartLifecycle;

/** Starts the process manager when everything else is there, and stops it before anything that it needs. */
final class FulfilmentLifecycle implements SmartLifecycle {
    private final Leader<?> leader;
    private final PaymentCalls calls;
    private volatile boolean running;

    FulfilmentLifecycle(Leader<?> leader, PaymentCalls calls) {
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
        leader.close();
        calls.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
