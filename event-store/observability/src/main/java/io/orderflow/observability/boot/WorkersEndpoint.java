package io.orderflow.observability.boot;

import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/workers}: how each worker of this process is, since when, and what its problem is. */
@Endpoint(id = "workers")
final class WorkersEndpoint {
    private final Workers workers;

    WorkersEndpoint(Workers workers) {
        this.workers = workers;
    }

    /** The answer's envelope. */
    record Statuses(List<WorkerStatus> items) {}

    @ReadOperation
    Statuses workers() {
        return new Statuses(workers.statuses());
    }
}
