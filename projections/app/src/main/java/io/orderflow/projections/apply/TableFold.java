package io.orderflow.projections.apply;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.StreamName;
import io.orderflow.projections.fold.ImpossibleEventException;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.fold.StreamTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of one table while a batch is folded into them in memory. Lives for one transaction. */
final class TableFold<R extends Row> {
    private final RowMemory<R> memory;
    private final StreamTable<R> table;
    private final Map<String, R> rows = new HashMap<>();
    private final Map<String, R> changed = new LinkedHashMap<>();
    private final Map<String, RowMemory.Kept<R>> written = new HashMap<>();

    TableFold(RowMemory<R> memory) {
        this.memory = memory;
        this.table = memory.table();
    }

    StreamTable<R> table() {
        return table;
    }

    /** Reads those rows that are not in memory. */
    void load(Connection connection, Collection<String> keys) throws SQLException {
        Set<String> missing = keys.stream().filter(it -> memory.get(it) == null).collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            table.load(connection, missing).forEach(it -> rows.put(it.key(), it));
        }
    }

    /**
     * False when the event was folded into its row before.
     *
     * @throws ImpossibleEventException when it does not follow the row
     */
    boolean fold(ReceivedEvent received, DomainEvent event) {
        String key = key(received, event);
        R row = current(key);
        long expected = row == null ? 1 : row.version() + 1;
        if (received.version() < expected) {
            return false;
        }
        if (received.version() > expected) {
            throw new ImpossibleEventException("version " + received.version() + " of " + received.streamId()
                    + " came where version " + expected + " was expected");
        }
        R folded = table.fold(row, event, new Stamp(received.version(), received.position(), event.occurredAt(),
                received.trace().traceparent()));
        rows.put(key, folded);
        changed.put(key, folded);
        written.put(key, new RowMemory.Kept<>(received.partition(), folded));
        return true;
    }

    private String key(ReceivedEvent received, DomainEvent event) {
        StreamName stream = event.stream();
        if (stream.kind() != table.kind() || !stream.toString().equals(received.streamId())) {
            throw new ImpossibleEventException("an event of " + stream + " came in " + received.streamId());
        }
        return stream.id();
    }

    private @Nullable R current(String key) {
        R row = rows.get(key);
        return row == null ? memory.get(key) : row;
    }

    int changes() {
        return changed.size();
    }

    /** Writes what changed since the last time; its result is the number of changes, or others were faster. */
    TextStatement upsert() {
        TextStatement statement = new TextStatement(table.upsertSql(), table.toJson(changed.values()));
        changed.clear();
        return statement;
    }

    /** The transaction is committed. */
    void keep() {
        memory.keep(written);
    }

    /** The row that the next change replaces, to be given back to {@link #restore} when that change is refused. */
    @Nullable
    R row(String streamId) {
        return current(keyOf(streamId));
    }

    /** Takes back the last change of a row, whose stream is parked now. */
    void restore(String streamId, @Nullable R row) {
        String key = keyOf(streamId);
        changed.remove(key);
        written.remove(key);
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    /** The part of a stream's id after the prefix of its kind. */
    static String keyOf(String streamId) {
        return streamId.substring(streamId.indexOf('-') + 1);
    }
}
