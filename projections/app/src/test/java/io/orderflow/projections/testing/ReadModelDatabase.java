package io.orderflow.projections.testing;

import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database with the schemas of event store and read models, both empty. */
public final class ReadModelDatabase {
    private final TestDatabase database = TestServers.postgres().createDatabase();

    public ReadModelDatabase() {
        migrate(DatabaseRole.COMMAND, "event_store", "db/event-store");
        migrate(DatabaseRole.PROJECTIONS, "read_model", "db/read-model");
    }

    private void migrate(DatabaseRole role, String schema, String location) {
        Flyway.configure()
            .dataSource(database.dataSource(role))
            .schemas(schema)
            .locations("classpath:" + location)
            .createSchemas(false)
            .load()
            .migrate();
    }

    public DataSource projections() {
        return database.dataSource(DatabaseRole.PROJECTIONS);
    }

    public TestDatabase server() {
        return database;
    }

    /** The first column of each row as text, read as a superuser. */
    public List<String> values(String sql) {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
