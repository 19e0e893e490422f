package io.orderflow.projections.admin;

import io.orderflow.projections.RunningProjection;
import io.orderflow.projections.RunningProjections;
import io.orderflow.projections.admin.DeadLetterQuery.ParkedSequence;
import io.orderflow.projections.apply.RetryResult;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams that wait because one of their events could not be applied, and their retry. */
@RestController
@RequestMapping("/admin/v1/dead-letters")
final class DeadLettersController {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;

    /** The answer's envelope. */
    record DeadLetters(List<ParkedSequence> items) {}

    /**
     * What a retry came to.
     *
     * @param outcome {@code released} or {@code still-parked}
     * @param events applied by it; all of the sequence or none
     * @param kafkaOffset of the event that failed
     */
    record Retried(String projection, String streamId, String outcome, int events, @Nullable Long kafkaOffset,
            @Nullable String errorClass, @Nullable String errorMessage) {}

    private final RunningProjections projections;
    private final DeadLetterQuery query;

    DeadLettersController(RunningProjections projections, DataSource dataSource) {
        this.projections = projections;
        this.query = new DeadLetterQuery(dataSource);
    }

    @GetMapping
    DeadLetters list(@RequestParam(required = false) @Nullable String projection,
            @RequestParam(required = false) @Nullable String limit) throws SQLException {
        if (projection != null) {
            running(projection);
        }
        return new DeadLetters(query.read(projection, limit == null ? LIMIT_DEFAULT : limit(limit)));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // refused below, as what is out of its range
        }
        throw Refusals.invalid("limit", "must be a whole number from 1 to " + LIMIT_MAX);
    }

    @PostMapping("/{projection}/{streamId}/retry")
    Retried retry(@PathVariable String projection, @PathVariable String streamId) throws SQLException {
        return switch (running(projection).retry().retry(streamId)) {
            case RetryResult.NotParked it -> throw Refusals.notParked(projection, streamId);
            case RetryResult.Released it ->
                new Retried(projection, streamId, "released", it.events(), null, null, null);
            case RetryResult.StillParked it -> new Retried(projection, streamId, "still-parked", 0, it.kafkaOffset(),
                    it.errorClass(), it.errorMessage());
        };
    }

    private RunningProjection running(String projection) {
        return projections.named(projection).orElseThrow(() -> Refusals.noProjection(projection));
    }
}
