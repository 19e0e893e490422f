package io.orderflow.projections.apply;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.StreamTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Folds events into the rows of a projection within one transaction. */
final class FoldSession {
    private final EventCodec codec;
    private final Connection connection;
    /** By aggregate type. */
    private final Map<String, TableFold<?>> folds = new LinkedHashMap<>();
    private final Map<TableFold<?>, List<EventTrace>> unwritten = new LinkedHashMap<>();

    FoldSession(Projection projection, EventCodec codec, Connection connection) {
        this.codec = codec;
        this.connection = connection;
        for (StreamTable<?> table : projection.tables()) {
            folds.put(table.kind().aggregateType(), new TableFold<>(table));
        }
    }

    /** Reads the rows that these events will change. */
    void load(Collection<ReceivedEvent> events) throws SQLException {
        for (var fold : folds.entrySet()) {
            fold.getValue()
                .load(connection, events.stream()
                    .filter(it -> it.aggregateType().equals(fold.getKey()))
                    .map(it -> TableFold.keyOf(it.streamId()))
                    .collect(Collectors.toSet()));
        }
    }

    /**
     * Folds one event in memory; false when that was done before.
     *
     * @throws PoisonEventException when it cannot be decoded or folded; nothing has changed then
     */
    boolean apply(EventTrace trace) throws PoisonEventException {
        ReceivedEvent event = trace.event();
        TableFold<?> fold = fold(event);
        boolean applied;
        try {
            DomainEvent decoded = codec.decode(event.stored());
            applied = fold.fold(event, decoded);
        } catch (RuntimeException failure) {
            throw new PoisonEventException(failure);
        }
        if (applied) {
            unwritten.computeIfAbsent(fold, it -> new ArrayList<>()).add(trace);
        }
        return applied;
    }

    /**
     * Folds one event and writes its row at once, so that a value which the database refuses harms this event alone.
     *
     * @throws PoisonEventException also when the database refuses the row
     */
    boolean applyAlone(EventTrace trace, BatchTrace batch)
            throws PoisonEventException, SQLException, CheckpointMovedException {
        return applyAlone(fold(trace.event()), trace, batch);
    }

    private <R extends Row> boolean applyAlone(TableFold<R> fold, EventTrace trace,
            BatchTrace batch) throws PoisonEventException, SQLException, CheckpointMovedException {
        String streamId = trace.event().streamId();
        R before = fold.row(streamId);
        if (!apply(trace)) {
            return false;
        }
        Savepoint savepoint = connection.setSavepoint();
        try {
            flush(batch);
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException failure) {
            if (!SqlFailure.isInData(failure)) {
                throw failure;
            }
            connection.rollback(savepoint);
            fold.restore(streamId, before);
            unwritten.clear();
            throw new PoisonEventException(failure);
        }
    }

    /** Writes the rows that changed, one statement a table. */
    void flush(BatchTrace batch) throws SQLException, CheckpointMovedException {
        for (var changed : unwritten.entrySet()) {
            TableFold<?> fold = changed.getKey();
            batch.upsert(fold.table().name(), fold.changes(), changed.getValue(), () -> fold.flush(connection));
        }
        unwritten.clear();
    }

    private TableFold<?> fold(ReceivedEvent event) {
        return Objects.requireNonNull(folds.get(event.aggregateType()));
    }
}
