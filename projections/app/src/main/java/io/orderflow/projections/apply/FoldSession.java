package io.orderflow.projections.apply;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.projections.fold.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Folds events into the rows of a projection within one transaction. */
final class FoldSession {
    private final EventCodec codec;
    private final Connection connection;
    private final Knowledge knowledge;
    /** By aggregate type. */
    private final Map<String, TableFold<?>> folds = new LinkedHashMap<>();
    private final Map<TableFold<?>, List<ReceivedEvent>> unwritten = new LinkedHashMap<>();

    FoldSession(Knowledge knowledge, EventCodec codec, Connection connection) {
        this.codec = codec;
        this.connection = connection;
        this.knowledge = knowledge;
        for (RowMemory<?> memory : knowledge.tables()) {
            folds.put(memory.table().kind().aggregateType(), new TableFold<>(memory));
        }
    }

    /** Reads the rows that these events, in their order, will change and that are not known. */
    void load(Collection<ReceivedEvent> events) throws SQLException {
        for (var fold : folds.entrySet()) {
            fold.getValue().load(connection, keys(events, fold.getKey()));
        }
    }

    /** Reads the stream's row; returns its version, 0 when there is none. */
    long loadVersion(String aggregateType, String streamId) throws SQLException {
        TableFold<?> fold = Objects.requireNonNull(folds.get(aggregateType));
        fold.load(connection, Set.of(TableFold.keyOf(streamId)));
        Row row = fold.row(streamId);
        return row == null ? 0 : row.version();
    }

    private Set<String> keys(Collection<ReceivedEvent> events, String aggregateType) {
        Set<String> seen = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (ReceivedEvent event : events) {
            if (event.aggregateType().equals(aggregateType)) {
                String key = TableFold.keyOf(event.streamId());
                boolean isNew = event.version() == 1 && knowledge.firstVersionIsNew(event.partition());
                if (seen.add(key) && !isNew) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    /**
     * Folds one event in memory; false when that was done before.
     *
     * @throws PoisonEventException when it cannot be decoded or folded; nothing has changed then
     */
    boolean apply(ReceivedEvent event) throws PoisonEventException {
        TableFold<?> fold = fold(event);
        boolean applied;
        try {
            DomainEvent decoded = codec.decode(event.stored());
            applied = fold.fold(event, decoded);
        } catch (RuntimeException failure) {
            throw new PoisonEventException(failure);
        }
        if (applied) {
            unwritten.computeIfAbsent(fold, it -> new ArrayList<>()).add(event);
        }
        return applied;
    }

    /**
     * Folds one event and writes its row at once, so that a value which the database refuses harms this event alone.
     *
     * @throws PoisonEventException also when the database refuses the row
     */
    boolean applyAlone(ReceivedEvent event, BatchObserver batch)
            throws PoisonEventException, SQLException, CheckpointMovedException {
        return applyAlone(fold(event), event, batch);
    }

    private <R extends Row> boolean applyAlone(TableFold<R> fold, ReceivedEvent event,
            BatchObserver batch) throws PoisonEventException, SQLException, CheckpointMovedException {
        String streamId = event.streamId();
        R before = fold.row(streamId);
        if (!apply(event)) {
            return false;
        }
        Savepoint savepoint = connection.setSavepoint();
        try {
            writeAlone(batch);
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

    /**
     * Writes the rows that changed, one statement a table, in one round trip after the first statement.
     *
     * @return the results of the first, of the rows' and of the others in their order
     */
    List<RoundTrip.Result> write(BatchObserver batch, TextStatement first, List<TextStatement> others)
            throws SQLException, CheckpointMovedException {
        List<TableWrite> writes = writes();
        RoundTrip roundTrip = new RoundTrip().add(first);
        unwritten.keySet().forEach(it -> roundTrip.add(it.upsert()));
        others.forEach(roundTrip::add);
        List<RoundTrip.Result> results = new ArrayList<>();
        batch.upserts(writes, () -> results.addAll(roundTrip.run(connection)));
        unwritten.clear();
        requireWritten(writes, results.subList(1, results.size()));
        return results;
    }

    private void writeAlone(BatchObserver batch) throws SQLException, CheckpointMovedException {
        List<TableWrite> writes = writes();
        RoundTrip roundTrip = new RoundTrip();
        unwritten.keySet().forEach(it -> roundTrip.add(it.upsert()));
        List<RoundTrip.Result> results = new ArrayList<>();
        batch.upserts(writes, () -> results.addAll(roundTrip.run(connection)));
        unwritten.clear();
        requireWritten(writes, results);
    }

    private List<TableWrite> writes() {
        return unwritten.entrySet()
            .stream()
            .map(it -> new TableWrite(it.getKey().table().name(), it.getKey().changes(), it.getValue()))
            .toList();
    }

    private void requireWritten(List<TableWrite> writes, List<RoundTrip.Result> results)
            throws CheckpointMovedException {
        for (int i = 0; i < writes.size(); i++) {
            int missing = writes.get(i).rows() - results.get(i).rows();
            if (missing != 0) {
                knowledge.firstVersionWasThere();
                throw new CheckpointMovedException(
                        missing + " rows of " + writes.get(i).table() + " were newer than what was folded");
            }
        }
    }

    /** The transaction is committed. */
    void keep() {
        folds.values().forEach(TableFold::keep);
    }

    private TableFold<?> fold(ReceivedEvent event) {
        return Objects.requireNonNull(folds.get(event.aggregateType()));
    }
}
