package io.orderflow.benchmarks.orders;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The running system's PostgreSQL, as its superuser. Each call has a session of its own. */
record Postgres(int port, String password) {
    private static final String APPLICATION = "orderflow-benchmarks";

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static String user() {
        return "postgres";
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database) + "?ApplicationName=" + APPLICATION, user(), password);
    }

    void createDatabase(String name) throws SQLException {
        try (Connection connection = connect(user()); var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name);
        }
    }

    /** The server's processes that work for a database, or for all of them in the background. */
    Set<Long> processes(String database) throws SQLException {
        Set<Long> processes = new HashSet<>();
        try (Connection connection = connect(user()); var query = connection.prepareStatement("""
                SELECT pid
                  FROM pg_stat_activity
                 WHERE (datname = ? AND application_name <> ?) OR datname IS NULL
                """)) {
            query.setString(1, database);
            query.setString(2, APPLICATION);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    processes.add(rows.getLong(1));
                }
            }
        }
        return processes;
    }

    /**
     * @param table with the columns order_id and status
     */
    Set<String> confirmed(String database, String table, Collection<String> orders) throws SQLException {
        Set<String> confirmed = new HashSet<>();
        try (Connection connection = connect(database);
                var query = connection.prepareStatement("SELECT order_id FROM " + table
                        + " WHERE order_id = ANY (?) AND status = 'CONFIRMED'")) {
            query.setArray(1, connection.createArrayOf("text", orders.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    confirmed.add(rows.getString(1));
                }
            }
        }
        return confirmed;
    }
}
