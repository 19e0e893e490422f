package io.orderflow.projections;

import io.orderflow.projections.consume.ProjectionConsumer;
import io.orderflow.projections.observe.LagMonitor;
import java.util.List;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** All projections of this process. They start after the schema is migrated and stop before the database is closed. */
public final class RunningProjections implements SmartLifecycle {
    private final List<RunningProjection> projections;
    private final LagMonitor lagMonitor;
    private volatile boolean running;

    RunningProjections(List<RunningProjection> projections, LagMonitor lagMonitor) {
        this.projections = List.copyOf(projections);
        this.lagMonitor = lagMonitor;
    }

    public List<RunningProjection> all() {
        return projections;
    }

    public Optional<RunningProjection> named(String name) {
        return projections.stream().filter(it -> it.readModel().projection().equals(name)).findFirst();
    }

    @Override
    public void start() {
        running = true;
        lagMonitor.start();
        projections.forEach(it -> it.consumer().start());
    }

    @Override
    public void stop() {
        projections.parallelStream().map(RunningProjection::consumer).forEach(ProjectionConsumer::close);
        lagMonitor.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
