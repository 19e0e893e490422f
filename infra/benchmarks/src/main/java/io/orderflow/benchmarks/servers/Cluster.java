package io.orderflow.benchmarks.servers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.servers.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * PostgreSQL with the settings of the product, durable. Each side has a database of its own in it; those with the event
 * store's schema are copies of a template, so that each figure begins with an empty store.
 */
public final class Cluster implements AutoCloseable {
    private static final String TEMPLATE = "store_template";
    private static final String MAINTENANCE = "postgres";

    private final EmbeddedPostgres server;

    private Cluster(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server on an empty folder. */
    public static Cluster start(Path folder) throws SQLException {
        Cluster cluster = new Cluster(EmbeddedPostgres.start(folder, 0));
        try {
            cluster.makeTemplate();
            return cluster;
        } catch (SQLException | RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void makeTemplate() throws SQLException {
        server.createDatabase(TEMPLATE);
        Flyway.configure()
            .dataSource(server.dataSource(DatabaseRole.COMMAND, TEMPLATE))
            .schemas("event_store")
            .createSchemas(false)
            .locations("db/event-store")
            .load()
            .migrate();
    }

    /** Makes an empty event store; one of the same name that was there before is dropped. */
    public void createStore(String database) throws SQLException {
        drop(database);
        Sql.execute(superuser(MAINTENANCE), "CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
    }

    /** Makes an empty database; one of the same name that was there before is dropped. */
    public void createEmpty(String database) throws SQLException {
        drop(database);
        Sql.execute(superuser(MAINTENANCE), "CREATE DATABASE " + database);
    }

    /** Ends its sessions first; harmless when there is none of this name. */
    public void drop(String database) throws SQLException {
        Sql.execute(superuser(MAINTENANCE), "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    /** Lets every figure begin with nothing left to write. */
    public void checkpoint() throws SQLException {
        Sql.execute(superuser(MAINTENANCE), "CHECKPOINT");
    }

    /** As the server tells it. */
    public String version() throws SQLException {
        try (Connection connection = superuser(MAINTENANCE).getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** Not pooled. */
    public DataSource superuser(String database) {
        return server.superuserDataSource(database);
    }

    /** As the command side connects. */
    public HikariDataSource pool(String database, int connections) {
        return pool(server.dataSource(DatabaseRole.COMMAND, database), connections);
    }

    public HikariDataSource superuserPool(String database, int connections) {
        return pool(superuser(database), connections);
    }

    private static HikariDataSource pool(DataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(30_000);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        server.close();
    }
}
