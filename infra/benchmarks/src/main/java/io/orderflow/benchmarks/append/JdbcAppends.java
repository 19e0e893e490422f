package io.orderflow.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A store that is one SQL statement an append: each caller takes a connection of the pool and commits its own event.
 */
public final class JdbcAppends implements Side {
    private final Cluster cluster;
    private final Peer peer;
    private final int callers;
    private final int connections;
    private @Nullable HikariDataSource pool;

    /** What differs between these stores. */
    interface Peer {
        String name();

        String database();

        default void createDatabase(Cluster cluster) throws SQLException {
            cluster.createEmpty(database());
        }

        /** Makes the tables in the new database. */
        List<String> schema();

        String append();

        /** Empties the tables. */
        String truncate();

        void bind(PreparedStatement append, String stream, int version) throws SQLException;

        /** @throws IllegalStateException when nothing was appended */
        void execute(PreparedStatement append) throws SQLException;
    }

    JdbcAppends(Cluster cluster, Peer peer, int callers, int connections) {
        this.cluster = cluster;
        this.peer = peer;
        this.callers = callers;
        this.connections = connections;
    }

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public void prepare() throws SQLException {
        HikariDataSource current = pool;
        if (current == null) {
            peer.createDatabase(cluster);
            Sql.execute(cluster.superuser(peer.database()), peer.schema().toArray(String[]::new));
            current = cluster.superuserPool(peer.database(), connections);
            pool = current;
        }
        Sql.execute(current, peer.truncate());
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        HikariDataSource current = Objects.requireNonNull(pool, "prepared");
        return Callers.perSecond(callers, window, () -> {
            StreamCursor cursor = new StreamCursor();
            return () -> append(current, cursor);
        });
    }

    private void append(HikariDataSource connections, StreamCursor cursor) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement append = connection.prepareStatement(peer.append())) {
            peer.bind(append, cursor.stream(), cursor.version());
            peer.execute(append);
        }
        cursor.appended();
    }

    @Override
    public void close() throws SQLException {
        if (pool != null) {
            pool.close();
            cluster.drop(peer.database());
        }
    }
}
