package io.orderflow.campaign.arena;

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
import org.postgresql.copy.CopyManager;

/** A dump of the store's tables in one snapshot, as pg_dump makes it, and its restore into migrated, empty ones. */
final class Dump {
    private static final String TABLES = """
            SELECT c.relname
              FROM pg_class c
             WHERE c.relnamespace = 'event_store'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND c.relname <> 'flyway_schema_history'
             ORDER BY c.relname
            """;

    private Dump() {}

    static void write(DataSource source, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (String table : tables(connection)) {
                try (OutputStream file = Files.newOutputStream(folder.resolve(table))) {
                    copy(connection).copyOut("COPY (SELECT * FROM event_store." + table + ") TO STDOUT", file);
                }
            }
            connection.commit();
        }
    }

    static void restore(Path folder, DataSource target) throws SQLException, IOException {
        try (Connection connection = target.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : tables(connection)) {
                statement.execute("TRUNCATE event_store." + table);
                try (InputStream file = Files.newInputStream(folder.resolve(table))) {
                    copy(connection).copyIn("COPY event_store." + table + " FROM STDIN", file);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("ANALYZE");
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
