package io.orderflow.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import org.flywaydb.core.Flyway;

/** A database of its own with the event store's schema, used as the command side uses it. */
public final class StoreDatabase implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 12;

    private final TestDatabase database = TestServers.postgres().createDatabase();
    private final HikariDataSource pool;

    public StoreDatabase() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource(DatabaseRole.COMMAND));
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        pool = new HikariDataSource(config);
        Flyway.configure()
            .dataSource(pool)
            .schemas("event_store")
            .createSchemas(false)
            .locations("db/event-store")
            .load()
            .migrate();
    }

    public HikariDataSource pool() {
        return pool;
    }

    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        pool.close();
    }
}
