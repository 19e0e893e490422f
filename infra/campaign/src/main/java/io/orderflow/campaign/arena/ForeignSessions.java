package io.orderflow.campaign.arena;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Transactions of somebody else on the store's database that stay open. */
public final class ForeignSessions {
    private ForeignSessions() {}

    /** Idle in a transaction that has written: it holds back every reader that goes by transaction ids. */
    public static Connection writer(Cluster cluster, int shard) throws SQLException {
        Connection connection = cluster.superuser(shard).getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS public.foreign_work (note text)");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO public.foreign_work VALUES ('open')");
            statement.execute("SAVEPOINT inner_work");
            statement.execute("INSERT INTO public.foreign_work VALUES ('with a transaction of its own')");
        }
        return connection;
    }

    /** Has read from the store's tables and so holds their locks, in the way of whoever changes their form. */
    public static Connection reader(Cluster cluster, int shard) throws SQLException {
        Connection connection = cluster.superuser(shard).getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT position FROM event_store.event ORDER BY position DESC LIMIT 1").close();
            statement.executeQuery("SELECT version FROM event_store.stream LIMIT 1").close();
        }
        return connection;
    }

    /** Rolls back; the session may have been ended before. */
    public static void end(Connection session) {
        try (session) {
            session.rollback();
        } catch (SQLException _) {
            // A fault took it.
        }
    }
}
