package io.orderflow.command.fulfilment;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Measures the process from outside, in the database, so that the figures go on when the process does not. */
class FulfilmentMonitor {
    private static final long INTERVAL_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(FulfilmentMonitor.class);

    private final FulfilmentStore store;
    private final EventStore log;
    private volatile Map<Step, Long> instances = Map.of();
    private volatile long lagEvents;

    FulfilmentMonitor(FulfilmentStore store, EventStore log, MeterRegistry meters) {
        this.store = store;
        this.log = log;
        for (Step step : Step.values()) {
            if (!step.isEnd()) {
                Meters.gauge(meters, MeterName.FULFILMENT_INSTANCES, "", () -> instances.getOrDefault(step, 0L), "step",
                        step.name().toLowerCase(Locale.ROOT));
            }
        }
        Meters.gauge(meters, MeterName.FULFILMENT_LAG_EVENTS, "", () -> lagEvents);
    }

    @Scheduled(fixedDelay = INTERVAL_MILLIS)
    void measure() {
        try {
            instances = store.inFlight();
            long seen = store.checkpointPosition();
            lagEvents = Math.max(0, log.headPosition() - seen);
        } catch (DataAccessException | StoreUnavailableException failure) {
            LOG.debug("the fulfilment cannot be measured", failure);
        }
    }
}
