package io.orderflow.load;

import io.orderflow.load.invariants.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A connection that only reads. Where it breaks it is opened anew and what was asked is asked again: who looks at a
 * system while its database is killed must not end with it. Belongs to one thread.
 */
final class PatientConnection implements AutoCloseable {
    /** A database that was killed replays its journal first. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ANSWER_SECONDS_MAX = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private final Database database;
    private Connection connection;

    /** Something that is read in one transaction. */
    @FunctionalInterface
    interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private PatientConnection(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /**
     * @throws UnavailableException at once, when there is no such database
     */
    static PatientConnection to(Database database) {
        try {
            return new PatientConnection(database, open(database));
        } catch (SQLException failure) {
            throw unreadable(failure);
        }
    }

    /**
     * @param reading may be asked several times
     * @throws UnavailableException when it failed for 90 s
     */
    <T> T read(Reading<T> reading) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (!connection.isValid(ANSWER_SECONDS_MAX)) {
                    connection = open(database);
                }
                T result = reading.from(connection);
                connection.commit();
                return result;
            } catch (SQLException failure) {
                abandon();
                if (System.nanoTime() - endNanos > 0) {
                    throw unreadable(failure);
                }
                OrderflowClient.pause(PAUSE);
            }
        }
    }

    private static Connection open(Database database) throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Whatever the failure was, the next reading begins on a connection of its own. */
    private void abandon() {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            // It is not used again.
        }
    }

    private static UnavailableException unreadable(SQLException failure) {
        return new UnavailableException("The database cannot be read: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        abandon();
    }
}
