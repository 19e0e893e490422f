package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.Sql;
import java.sql.SQLException;
import java.util.List;

/** A plain table with the columns and indexes of a partition of our log, its positions given by a sequence. */
public final class RawTable {
    public static final String NAME = "raw.event";
    private static final List<String> SCHEMA = List.of("CREATE SCHEMA raw",
            "CREATE TABLE raw.event (LIKE event_store.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
            "CREATE UNIQUE INDEX event_position ON raw.event (position)",
            "CREATE UNIQUE INDEX event_stream ON raw.event (stream_id, version)", "CREATE SEQUENCE raw.position",
            "ALTER TABLE raw.event ALTER COLUMN position SET DEFAULT nextval('raw.position')");

    private RawTable() {}

    static List<String> schema() {
        return SCHEMA;
    }

    static void createDatabase(Cluster cluster, String database) throws SQLException {
        cluster.createStore(database);
    }

    /** A new database with the table. */
    public static void create(Cluster cluster, String database) throws SQLException {
        createDatabase(cluster, database);
        Sql.execute(cluster.superuser(database), SCHEMA.toArray(String[]::new));
    }
}
