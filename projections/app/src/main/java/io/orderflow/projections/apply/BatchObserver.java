package io.orderflow.projections.apply;

import io.opentelemetry.api.trace.SpanContext;
import java.sql.SQLException;
import java.util.List;

/** Watches one attempt to apply events in one transaction. */
public interface BatchObserver {
    /** SQL that may be refused. */
    interface Statement {
        void run() throws SQLException, CheckpointMovedException;
    }

    /** Watches nothing. */
    BatchObserver NONE = new BatchObserver() {
        @Override
        public void began(ReceivedEvent event) {}

        @Override
        public SpanContext span(ReceivedEvent event) {
            return SpanContext.getInvalid();
        }

        @Override
        public void failed(ReceivedEvent event, Exception failure) {}

        @Override
        public void upserts(List<TableWrite> writes, Statement statement)
                throws SQLException, CheckpointMovedException {
            statement.run();
        }

        @Override
        public void commit(Statement statement) throws SQLException, CheckpointMovedException {
            statement.run();
        }

        @Override
        public void committed(BatchOutcome outcome) {}

        @Override
        public void abandoned(Throwable failure) {}
    };

    /** The event is about to be folded. */
    void began(ReceivedEvent event);

    /** Where the event is folded; invalid when its trace is not recorded. */
    SpanContext span(ReceivedEvent event);

    /** The event could not be applied: its stream is parked. */
    void failed(ReceivedEvent event, Exception failure);

    /** Runs the statement that writes these rows. */
    void upserts(List<TableWrite> writes, Statement statement) throws SQLException, CheckpointMovedException;

    /** Runs what ends the transaction. */
    void commit(Statement statement) throws SQLException, CheckpointMovedException;

    /** The transaction is committed. */
    void committed(BatchOutcome outcome);

    /** The transaction was rolled back. */
    void abandoned(Throwable failure);
}
