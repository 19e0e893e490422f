package io.orderflow.projections;

import io.orderflow.projections.consume.ProjectionState;
import io.orderflow.projections.consume.ProjectionStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready when every projection consumes. Waiting for the broker counts as ready: the process does what it can, and the
 * projection's state and lag say so.
 */
@Component("projections")
final class ProjectionsHealth implements HealthIndicator {
    private static final Set<ProjectionState> READY = Set.of(ProjectionState.RUNNING, ProjectionState.WAITING);
    private final RunningProjections projections;

    ProjectionsHealth(RunningProjections projections) {
        this.projections = projections;
    }

    @Override
    public Health health() {
        Map<String, Object> details = new TreeMap<>();
        boolean ready = true;
        for (RunningProjection projection : projections.all()) {
            ProjectionStatus status = projection.consumer().status();
            details.put(projection.readModel().projection(), status.state());
            ready &= READY.contains(status.state());
        }
        return (ready ? Health.up() : Health.outOfService()).withDetails(details).build();
    }
}
