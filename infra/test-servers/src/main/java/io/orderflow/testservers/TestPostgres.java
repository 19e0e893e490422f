package io.orderflow.testservers;

import io.orderflow.servers.DatabaseBootstrap;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A PostgreSQL server for tests.
 *
 * @param host of the server
 * @param port of the server
 * @param superuser the login that may do everything
 * @param password of the superuser and of each role
 */
public record TestPostgres(String host, int port, String superuser, String password) {
    /** The server's maintenance database, as superuser. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /**
     * A new, empty database with the roles, schemas and privileges that the applications expect. It goes with the
     * server.
     */
    public TestDatabase createDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            DatabaseBootstrap.createDatabase(new TestDatabase(this, "postgres").superuserDataSource(), name);
            var database = new TestDatabase(this, name);
            DatabaseBootstrap.apply(database.superuserDataSource(), password);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("No database for the test", e);
        }
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
