package io.orderflow.benchmarks.durability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * All tables of the event store's schema, copied in one snapshot while the store goes on writing, and put back into a
 * database with the same migrations.
 *
 * @param partitions statements that make the partitions that the tables had, and their indexes
 * @param events in the snapshot
 * @param seconds that it took
 */
record Dump(Path folder, List<String> tables, List<String> partitions, long events, double seconds) {
    private static final String TABLES = """
            SELECT format('%I.%I', 'event_store', relname)
              FROM pg_class
             WHERE relnamespace = 'event_store'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
               AND relname <> 'flyway_schema_history'
             ORDER BY relname
            """;
    private static final String PARTITIONS = """
            SELECT format('CREATE TABLE IF NOT EXISTS event_store.%I PARTITION OF %s %s', c.relname, i.inhparent::regclass,
                          pg_get_expr(c.relpartbound, c.oid))
              FROM pg_class c
              JOIN pg_inherits i ON i.inhrelid = c.oid
             WHERE c.relnamespace = 'event_store'::regnamespace AND c.relispartition AND c.relkind = 'r'
             ORDER BY c.relname
            """;
    private static final String INDEXES = """
            SELECT replace(pg_get_indexdef(x.indexrelid), ' INDEX ', ' INDEX IF NOT EXISTS ')
              FROM pg_class c
              JOIN pg_index x ON x.indrelid = c.oid
             WHERE c.relnamespace = 'event_store'::regnamespace AND c.relispartition AND c.relkind = 'r'
            """;

    static Dump take(DataSource database, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        long start = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            List<String> tables = strings(connection, TABLES);
            for (String table : tables) {
                try (OutputStream file = Files.newOutputStream(folder.resolve(table))) {
                    connection.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", file);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long events = Long
                .parseLong(strings(connection, "SELECT count(*)::text FROM event_store.event").getFirst());
            List<String> partitions = new ArrayList<>(strings(connection, PARTITIONS));
            partitions.addAll(strings(connection, INDEXES));
            return new Dump(folder, tables, partitions, events, seconds);
        }
    }

    /** @param database has the same migrations; what they put into the tables is replaced */
    void restore(DataSource database) throws SQLException, IOException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("TRUNCATE " + String.join(", ", tables));
            for (String partition : partitions) {
                statement.execute(partition);
            }
            for (String table : tables) {
                try (InputStream file = Files.newInputStream(folder.resolve(table))) {
                    connection.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", file);
                }
            }
            connection.commit();
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> result = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                result.add(rows.getString(1));
            }
        }
        return result;
    }
}
