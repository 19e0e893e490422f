package io.orderflow.observability.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.util.Optional;

/** For each worker whether it is well and how often its steps failed; a worker that has been closed is not well. */
final class WorkerMeters implements MeterBinder {
    private final Workers workers;

    WorkerMeters(Workers workers) {
        this.workers = workers;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        workers.onStart(name -> {
            Meters.gauge(meters, MeterName.WORKER_RUNNING, "", () -> status(name).filter(WorkerStatus::isWell)
                .isPresent() ? 1 : 0, "worker", name);
            FunctionCounter
                .builder(MeterName.WORKER_FAILURES.meterName(), workers, it -> it.failures(name))
                .description(MeterName.WORKER_FAILURES.description())
                .tag("worker", name)
                .register(meters);
        });
    }

    private Optional<WorkerStatus> status(String name) {
        return workers.statuses().stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
