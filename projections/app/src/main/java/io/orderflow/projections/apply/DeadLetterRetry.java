package io.orderflow.projections.apply;

import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventType;
import io.orderflow.projections.fold.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds parked streams anew from the log, and discards those that an operator gives up. A page of events is one
 * transaction, all of it or nothing. Safe beside the consumer and beside other retries: whoever holds the parked
 * stream's row goes first.
 */
public final class DeadLetterRetry {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetry.class);
    private static final Map<String, Integer> KNOWN = Arrays.stream(EventType.values())
        .collect(Collectors.toUnmodifiableMap(EventType::typeName, EventType::schemaVersion));
    /** Streams of which one call of {@link #retryReadable} folds a page. */
    static final int READABLE_MAX = 10;

    private final Projection projection;
    private final DataSource dataSource;
    private final ApplyObserver observer;
    private final DeadLetters deadLetters;
    private final EventCodec codec = new EventCodec();

    public DeadLetterRetry(Projection projection, DataSource dataSource, ApplyObserver observer) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.observer = observer;
        this.deadLetters = new DeadLetters(projection.name());
    }

    public RetryResult retry(String streamId) throws SQLException {
        int events = 0;
        while (true) {
            RefoldPage page = page(streamId);
            switch (page.result()) {
                case RefoldPage.More more -> events += more.events();
                case RefoldPage.Done done -> {
                    return new RetryResult.Released(events + done.events());
                }
                case RefoldPage.Failed failed -> {
                    return new RetryResult.StillParked(events, failed.event().position(),
                            failed.failure().getClass().getName(), failed.failure().getMessage());
                }
                case RefoldPage.NotParked _ -> {
                    return events == 0 ? new RetryResult.NotParked() : new RetryResult.Released(events);
                }
            }
        }
    }

    private RefoldPage page(String streamId) throws SQLException {
        BatchObserver watch = observer.retried();
        try {
            RefoldPage page = new RefoldPage(projection, codec, watch);
            inTransaction(connection -> page.run(connection, streamId));
            page.committed();
            return page;
        } catch (SQLException | RuntimeException failure) {
            watch.abandoned(failure);
            throw failure;
        }
    }

    /**
     * Folds a page of some of the streams that were parked by a release that did not know the type or schema version of
     * an event which this one knows. Takes a bounded time; call it until there are none.
     *
     * @return false when there are none
     */
    public boolean retryReadable() throws SQLException {
        List<String> streamIds;
        try (Connection connection = dataSource.getConnection()) {
            streamIds = deadLetters.readableNow(connection, KNOWN, READABLE_MAX);
        }
        for (String streamId : streamIds) {
            RefoldPage.Result result = page(streamId).result();
            LOG.atInfo()
                .addKeyValue("projection", projection.name())
                .log("Retried stream {}, parked for an event that this release knows: {}", streamId,
                        result.getClass().getSimpleName());
        }
        return !streamIds.isEmpty();
    }

    /**
     * Gives a parked stream up: its letters are dropped and what follows in it is counted and not applied, so that its
     * row stays as old as it is, until a retry folds all of it from the log.
     *
     * @return the letters dropped; empty when the stream is not parked
     */
    public OptionalInt discard(String streamId, String reason) throws SQLException {
        OptionalInt[] dropped = {OptionalInt.empty()};
        inTransaction(connection -> {
            deadLetters.lockParked(connection, Set.of(streamId));
            dropped[0] = deadLetters.discard(connection, streamId, reason);
        });
        return dropped[0];
    }

    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }
}
