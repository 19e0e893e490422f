package io.orderflow.command.fulfilment;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Starts the process manager when everything else is there, and stops it before anything that it needs. */
final class FulfilmentLifecycle implements SmartLifecycle {
    private final FulfilmentTailer tailer;
    private final BatchReactions reactions;
    private final DueWorkers workers;
    private final Scheduler scheduler;
    private volatile boolean running;

    FulfilmentLifecycle(FulfilmentTailer tailer, BatchReactions reactions, DueWorkers workers, Scheduler scheduler) {
        this.tailer = tailer;
        this.reactions = reactions;
        this.workers = workers;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        workers.start();
        scheduler.start();
        tailer.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
        try {
            tailer.stop();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        reactions.close();
        workers.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
