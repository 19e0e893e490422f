package io.orderflow.projections.testing;

import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import io.orderflow.contract.EventHeaders;
import io.orderflow.projections.testing.Log.Published;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

    /** Puts the event into the log, if it is not there; returns it as the relay publishes it then. */
    public Published recorded(Published event) {
        try (Connection connection = database.superuserDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        """
                                WITH given (stream_id, stream_type, version, position) AS (
                                    VALUES (?, ?, ?::bigint, ?::bigint)
                                ), appended AS (
                                    INSERT INTO event_store.stream AS s (stream_id, stream_type, version, first_position)
                                    SELECT stream_id, stream_type, version, position FROM given
                                        ON CONFLICT (stream_id) DO UPDATE SET version = greatest(s.version, excluded.version)
                                )
                                INSERT INTO event_store.event (position, stream_id, stream_type, version, event_id, event_type,
                                       schema_version, payload, metadata, recorded_at)
                                SELECT position, stream_id, stream_type, version, ?::uuid, ?, ?::smallint, ?::json, ?::json, ?::timestamptz
                                  FROM given
                                    ON CONFLICT DO NOTHING
                                """)) {
            List<String> values = List.of(event.key(), event.header(EventHeaders.STREAM_TYPE),
                    event.header(EventHeaders.VERSION), event.header(EventHeaders.POSITION),
                    event.header(EventHeaders.EVENT_ID), event.header(EventHeaders.EVENT_TYPE),
                    event.header(EventHeaders.SCHEMA_VERSION), event.payload(),
                    "{\"correlationId\":\"" + event.header(EventHeaders.CORRELATION_ID) + "\"}",
                    event.header(EventHeaders.TIMESTAMP));
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return event.with(EventHeaders.LOG, logId());
    }

    /** The identity of the log. */
    public String logId() {
        return values("SELECT identity FROM event_store.log").getFirst();
    }
}
