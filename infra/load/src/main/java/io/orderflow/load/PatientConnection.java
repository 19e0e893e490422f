package io.orderflow.load;

import io.orderflow.load.invariants.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * A connection that only reads. Where it breaks it is opened anew and what was asked is asked again: who looks at a
 * system while its database is killed must not end with it. Belongs to one thread.
 */
final class PatientConnection implements AutoCloseable {
    /** A database that was killed replays its journal first. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PATIENCE_FIRST = Duration.ofSeconds(15);
    private static final int ANSWER_SECONDS_MAX = 5;
    private static final int SILENCE_SECONDS_MAX = 60;
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
     * @throws UnavailableException when there is no such database, at once where it says so, after 15 s where nobody
     *         answers
     */
    static PatientConnection to(Database database) {
        return new PatientConnection(database, within(PATIENCE_FIRST, () -> open(database)));
    }

    /**
     * @param reading may be asked several times
     * @throws UnavailableException when the database was away for 90 s, at once when it refused the reading
     */
    <T> T read(Reading<T> reading) {
        return within(PATIENCE, () -> {
            if (!connection.isValid(ANSWER_SECONDS_MAX)) {
                abandon();
                connection = open(database);
            }
            T result = reading.from(connection);
            connection.commit();
            return result;
        });
    }

    /** Something that needs the database. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws SQLException;
    }

    private static <T> T within(Duration patience, Attempt<T> attempt) {
        long endNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return attempt.make();
            } catch (SQLException failure) {
                if (!isAway(failure) || System.nanoTime() - endNanos > 0) {
                    throw new UnavailableException("The database cannot be read: " + failure.getMessage(), failure);
                }
                OrderflowClient.pause(PAUSE);
            }
        }
    }

    /** SQLSTATE: connection exceptions, too few resources, and the operator's intervention (a stop or a start). */
    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }

    private static Connection open(Database database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", Integer.toString(ANSWER_SECONDS_MAX));
        properties.setProperty("socketTimeout", Integer.toString(SILENCE_SECONDS_MAX));
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    private void abandon() {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            // It is not used again.
        }
    }

    @Override
    public void close() {
        abandon();
    }
}
