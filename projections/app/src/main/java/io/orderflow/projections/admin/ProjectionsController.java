package io.orderflow.projections.admin;

import io.orderflow.projections.RunningProjection;
import io.orderflow.projections.RunningProjections;
import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ReadModelProgress;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far each projection is. */
@RestController
@RequestMapping("/admin/v1/projections")
final class ProjectionsController {
    /** The answer's envelope. */
    record Projections(List<ProjectionView> items) {}

    private final RunningProjections projections;
    private final ReadModelProgress progress;

    ProjectionsController(RunningProjections projections, DataSource dataSource) {
        this.projections = projections;
        this.progress = new ReadModelProgress(dataSource);
    }

    @GetMapping
    Projections all() throws SQLException {
        Progress read = progress.read();
        return new Projections(projections.all().stream().map(it -> view(it, read)).toList());
    }

    @GetMapping("/{projection}")
    ProjectionView one(@PathVariable String projection) throws SQLException {
        RunningProjection running = projections.named(projection).orElseThrow(() -> Refusals.noProjection(projection));
        return view(running, progress.read());
    }

    private static ProjectionView view(RunningProjection running, Progress read) {
        return ProjectionView.of(running.readModel(), read, running.consumer().status());
    }
}
