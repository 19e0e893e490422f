package io.orderflow.query.consistency;

import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ProjectionProgress;
import java.time.Duration;

/**
 * What an answer read after this moment includes at least.
 *
 * @param position every event up to here
 * @param headPosition the last event of the log
 * @param lag age of the oldest event that may be missing; zero when there is none
 */
record ReadPoint(long position, long headPosition, Duration lag) {
    static ReadPoint ofStore(Progress progress) {
        return new ReadPoint(progress.headPosition(), progress.headPosition(), Duration.ZERO);
    }

    static ReadPoint of(Progress progress, ProjectionProgress projection) {
        return new ReadPoint(projection.position(), progress.headPosition(), projection.lag());
    }

    boolean reached(ConsistencyToken token) {
        return position >= token.position();
    }
}
