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
import org.jspecify.annotations.Nullable;

/** The rows of one table while a batch is folded into them in memory. Lives for one transaction. */
final class TableFold<R extends Row> {
    private final StreamTable<R> table;
    private final Map<String, R> rows = new HashMap<>();
    private final Map<String, R> changed = new LinkedHashMap<>();

    TableFold(StreamTable<R> table) {
        this.table = table;
    }

    StreamTable<R> table() {
        return table;
    }

    void load(Connection connection, Collection<String> keys) throws SQLException {
        if (!keys.isEmpty()) {
            table.load(connection, keys).forEach(it -> rows.put(it.key(), it));
        }
    }

    /**
     * False when the event was folded into its row before.
     *
     * @throws ImpossibleEventException when it does not follow the row
     */
    boolean fold(ReceivedEvent received, DomainEvent event) {
        String key = key(received, event);
        R row = rows.get(key);
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
        return true;
    }

    private String key(ReceivedEvent received, DomainEvent event) {
        StreamName stream = event.stream();
        if (stream.kind() != table.kind() || !stream.toString().equals(received.streamId())) {
            throw new ImpossibleEventException("an event of " + stream + " came in " + received.streamId());
        }
        return stream.id();
    }

    int changes() {
        return changed.size();
    }

    /** Writes what changed since the last time. */
    void flush(Connection connection) throws SQLException, CheckpointMovedException {
        int written = table.upsert(connection, changed.values());
        if (written != changed.size()) {
            throw new CheckpointMovedException(
                    (changed.size() - written) + " rows of " + table.name() + " were newer than what was folded");
        }
        changed.clear();
    }

    /** The row that the next change replaces, to be given back to {@link #restore} when that change is refused. */
    @Nullable
    R row(String streamId) {
        return rows.get(keyOf(streamId));
    }

    /** Takes back the last change of a row. */
    void restore(String streamId, @Nullable R row) {
        String key = keyOf(streamId);
        changed.remove(key);
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
