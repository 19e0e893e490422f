package io.orderflow.command.fulfilment;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.eventstore.EventStore;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Measures the process from outside, in the database, so that the figures go on when the process does not. */
final class FulfilmentMonitor implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final FulfilmentStore store;
    private final EventStore log;
    private final Worker worker;
    private volatile Map<Step, Long> instances = Map.of();
    private volatile long lagEvents;

    FulfilmentMonitor(Workers workers, FulfilmentStore store, EventStore log, MeterRegistry meters) {
        this.store = store;
        this.log = log;
        for (Step step : Step.values()) {
            if (!step.isEnd()) {
                Meters.gauge(meters, MeterName.FULFILMENT_INSTANCES, "", () -> instances.getOrDefault(step, 0L), "step",
                        step.name().toLowerCase(Locale.ROOT));
            }
        }
        Meters.gauge(meters, MeterName.FULFILMENT_LAG_EVENTS, "", () -> lagEvents);
        this.worker = workers.start(WorkerSettings.named("fulfilment-monitor").stoppingWithin(Duration.ZERO),
                this::measure);
    }

    private Duration measure() {
        instances = store.inFlight();
        long seen = store.checkpointPosition();
        lagEvents = Math.max(0, log.headPosition() - seen);
        return INTERVAL;
    }

    @Override
    public void close() {
        worker.close();
    }
}
