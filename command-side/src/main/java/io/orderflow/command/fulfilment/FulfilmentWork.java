package io.orderflow.command.fulfilment;

import io.orderflow.eventstore.leadership.LedWork;
import io.orderflow.eventstore.leadership.Tenure;
import io.orderflow.worker.WakeUp;
import java.time.Duration;

/** Takes turns while this process leads; one process does, and its one thread is the only writer of every instance. */
final class FulfilmentWork implements LedWork<AutoCloseable> {
    private final FulfilmentTurn turn;
    private final FulfilmentStore store;
    private final WakeUp wakeUp;
    private final Duration pollInterval;

    /**
     * @param wakeUp is signalled when there may be something to do
     */
    FulfilmentWork(FulfilmentTurn turn, FulfilmentStore store, WakeUp wakeUp, Duration pollInterval) {
        this.turn = turn;
        this.store = store;
        this.wakeUp = wakeUp;
        this.pollInterval = pollInterval;
    }

    /**
     * @throws FulfilmentStore.StaleException when a later leader has been here
     */
    @Override
    public AutoCloseable begin(Tenure tenure) {
        long position = store.takeOver(tenure.epoch())
            .orElseThrow(() -> new FulfilmentStore.StaleException("a later leader has been here"));
        turn.begin(tenure.epoch(), position, tenure::beat);
        return () -> {
        };
    }

    @Override
    public Duration step(AutoCloseable leading) throws InterruptedException {
        if (!turn.take()) {
            wakeUp.await(pollInterval);
        }
        return Duration.ZERO;
    }
}
