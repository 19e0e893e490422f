package io.orderflow.projections.admin;

import io.orderflow.projections.consume.ProjectionState;
import io.orderflow.projections.consume.ProjectionStatus;
import io.orderflow.readmodel.PartitionProgress;
import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ProjectionProgress;
import io.orderflow.readmodel.ReadModel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A projection as the admin API shows it.
 *
 * @param state of this process; the progress is that of all processes
 * @param position everything up to here has been handled
 * @param head position of the last event of the log
 */
record ProjectionView(
        String projection,
        ProjectionState state,
        long position,
        long head,
        long lagEvents,
        long lagMs,
        long unpublishedEvents,
        @Nullable Instant lastCommit,
        List<PartitionView> partitions,
        ProjectionStatus.@Nullable LastError lastError) {
    /**
     * @param owned whether this process consumes it
     */
    record PartitionView(int partition, long position, long nextOffset, long lagEvents, long lagMs, boolean owned) {
        static PartitionView of(PartitionProgress progress, ProjectionStatus status) {
            return new PartitionView(progress.partition(), progress.position(), progress.nextOffset(),
                    progress.lagEvents(), progress.lag().toMillis(),
                    status.partitions().contains(progress.partition()));
        }
    }

    static ProjectionView of(ReadModel readModel, Progress all, ProjectionStatus status) {
        ProjectionProgress progress = all.of(readModel);
        return new ProjectionView(readModel.projection(), status.state(), progress.position(), all.headPosition(),
                progress.lagEvents(), progress.lag().toMillis(), progress.unpublishedEvents(),
                progress.lastCommit().orElse(null),
                progress.partitions().stream().map(it -> PartitionView.of(it, status)).toList(), status.lastError());
    }
}
