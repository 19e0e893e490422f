package io.orderflow.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** Makes a database ready for the applications: roles, empty schemas, privileges. Each step can be repeated. */
public final class DatabaseBootstrap {
    private static final String DUPLICATE_DATABASE = "42P04";

    private DatabaseBootstrap() {}

    /** @param superuser of any database of the cluster */
    public static void createDatabase(DataSource superuser, String database) throws SQLException {
        try (Connection connection = superuser.getConnection(); Statement statement = connection.createStatement()) {
            if (!exists(connection, database)) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(database, true));
            }
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /**
     * @param superuser of the database to make ready
     * @param password for each role's login
     */
    public static void apply(DataSource superuser, String password) throws SQLException {
        try (Connection connection = superuser.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Roles belong to the cluster: two that run this at once would update the same row.
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('orderflow bootstrap'))");
            statement.execute(script());
            for (DatabaseRole role : DatabaseRole.values()) {
                statement.execute("ALTER ROLE " + role.login() + " PASSWORD " + statement.enquoteLiteral(password));
            }
            connection.commit();
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String script() {
        try (InputStream script = Objects
            .requireNonNull(DatabaseBootstrap.class.getResourceAsStream("bootstrap.sql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
