package io.orderflow.observability.boot;

import io.orderflow.worker.WorkerState;
import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down when a worker stalls or has ended, out of service while one fails and tries again, with what is wrong and since
 * when. A worker that fails is often one whose database or broker is away: whether requests can be served all the same
 * is for the readiness of each application to say.
 */
final class WorkersHealth implements HealthIndicator {
    private final Workers workers;

    WorkersHealth(Workers workers) {
        this.workers = workers;
    }

    @Override
    public Health health() {
        List<WorkerStatus> unwell = workers.statuses().stream().filter(it -> !it.isWell()).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        unwell.forEach(it -> details.put(it.name(), describe(it)));
        if (unwell.isEmpty()) {
            return Health.up().build();
        }
        boolean repeats = unwell.stream().allMatch(it -> it.state() == WorkerState.FAILING);
        return (repeats ? Health.outOfService() : Health.down()).withDetails(details).build();
    }

    private static String describe(WorkerStatus worker) {
        return worker.state() + " since " + worker.since() + ": " + worker.problem();
    }
}
