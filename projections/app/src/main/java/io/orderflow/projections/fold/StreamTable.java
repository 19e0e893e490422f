package io.orderflow.projections.fold;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.StreamName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table with one row a stream of one kind. Stateless and safe for any number of threads.
 *
 * @param <R> its rows
 */
public interface StreamTable<R extends Row> {
    /** The kind of streams that are folded into this table; a projection has one table a kind. */
    StreamName.Kind kind();

    /** Its name without schema, as spans show it. */
    String name();

    /**
     * The row after the event. Pure: the same stream gives the same row, in whatever batches it comes.
     *
     * @param row null before the first event of the stream
     * @throws ImpossibleEventException when the event cannot follow the row
     */
    R fold(@Nullable R row, DomainEvent event, Stamp stamp);

    /** The rows that exist, in no particular order. */
    List<R> load(Connection connection, Collection<String> keys) throws SQLException;

    /** The rows as a JSON array, for {@link #upsertSql}. */
    String toJson(Collection<R> rows);

    /**
     * Inserts or replaces the rows in the JSON array that is its one parameter, except where the stored one is as new:
     * fewer are written then.
     */
    String upsertSql();
}
