package io.orderflow.projections.apply;

import io.orderflow.contract.EventCodec;
import io.orderflow.projections.fold.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies batches to one read model. Rows, dead letters, steps of the journey and checkpoints of a batch become visible
 * in one transaction or not at all. Called by one thread at a time.
 */
public final class BatchApplier {
    private static final Logger LOG = LoggerFactory.getLogger(BatchApplier.class);

    private final Projection projection;
    private final DataSource dataSource;
    private final ApplyObserver observer;
    private final EventCodec codec = new EventCodec();
    private final Knowledge knowledge;
    private final Provenance provenance = new Provenance();
    private final StrangerNotice notice;

    public BatchApplier(Projection projection, DataSource dataSource, ApplyObserver observer) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.observer = observer;
        this.knowledge = new Knowledge(projection);
        this.notice = new StrangerNotice(projection.name(), System::nanoTime);
    }

    /**
     * Applies the batch; returns the checkpoints after it. Records that are not the log's are passed over, see
     * {@link Provenance}. A value that the database refuses is found by repeating the batch event by event.
     *
     * @param polled when the poll that brought the batch began
     * @throws SQLException when the database is away or the like: nothing was applied, the batch can be repeated
     * @throws CheckpointMovedException when another owner of a partition was faster: nothing was applied
     */
    public Map<Integer, Checkpoint> apply(Batch batch, Instant polled) throws SQLException, CheckpointMovedException {
        Supplier<BatchObserver> attempts = observer.polled(polled, batch.records());
        Care care = Care.USUAL;
        while (true) {
            try {
                return attempt(batch, attempts.get(), care);
            } catch (UnprovenException doubt) {
                LOG.atInfo()
                    .addKeyValue("projection", projection.name())
                    .log("Asking the log about a batch of {}: {}", batch.records().size(), doubt.getMessage());
                care = Care.CONFIRMED;
            } catch (SQLException failure) {
                if (care == Care.ALONE || !SqlFailure.isInData(failure)) {
                    throw failure;
                }
                LOG.atWarn()
                    .addKeyValue("projection", projection.name())
                    .setCause(failure)
                    .log("The database refused a value in a batch of {}: applying it event by event",
                            batch.records().size());
                care = Care.ALONE;
            }
        }
    }

    private Map<Integer, Checkpoint> attempt(Batch batch, BatchObserver watch, Care care)
            throws SQLException, CheckpointMovedException, UnprovenException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                BatchAttempt attempt = new BatchAttempt(projection, codec, knowledge, connection, batch, watch, care);
                BatchOutcome outcome = attempt.run(provenance);
                watch.committed(outcome);
                notice.passedOver(outcome.strangers());
                return attempt.checkpoints();
            } catch (SQLException | CheckpointMovedException | UnprovenException | RuntimeException | Error failure) {
                rollback(connection, failure);
                throw failure;
            }
        } catch (SQLException | CheckpointMovedException | UnprovenException | RuntimeException | Error failure) {
            knowledge.forgetAll();
            provenance.forget();
            watch.abandoned(failure);
            throw failure;
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
