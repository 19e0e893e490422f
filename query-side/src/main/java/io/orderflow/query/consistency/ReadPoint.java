package io.orderflow.query.consistency;

import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ProjectionProgress;
import io.orderflow.readmodel.ReadModel;
import java.time.Duration;
import java.util.Optional;

/**
 * What an answer read after this moment includes at least.
 *
 * @param position every event up to here
 * @param headPosition the last event of the log
 * @param lag age of the oldest event that may be missing; zero when there is none
 */
record ReadPoint(long position, long headPosition, Duration lag) {
    static ReadPoint of(Progress progress, Optional<ReadModel> readModel) {
        if (readModel.isEmpty()) {
            return new ReadPoint(progress.headPosition(), progress.headPosition(), Duration.ZERO);
        }
        ProjectionProgress projection = progress.of(readModel.get());
        return new ReadPoint(projection.position(), progress.headPosition(), projection.lag());
    }

    boolean reached(ConsistencyToken token) {
        return position >= token.position();
    }
}
