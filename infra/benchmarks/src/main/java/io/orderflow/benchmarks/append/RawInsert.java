package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.SampleEvents;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One row a transaction, without anything that a store does beside it: what PostgreSQL itself can do. */
record RawInsert() implements JdbcAppends.Peer {
    static final String NAME = "raw INSERT";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String database() {
        return "raw_insert";
    }

    @Override
    public void createDatabase(Cluster cluster) throws SQLException {
        RawTable.createDatabase(cluster, database());
    }

    @Override
    public List<String> schema() {
        return RawTable.schema();
    }

    @Override
    public String append() {
        return """
                INSERT INTO raw.event (stream_id, stream_type, version, event_id, event_type, schema_version, payload, metadata, recorded_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::json, ?::json, clock_timestamp())
                """;
    }

    @Override
    public String truncate() {
        return "TRUNCATE raw.event";
    }

    @Override
    public void bind(PreparedStatement append, String stream, int version) throws SQLException {
        append.setString(1, stream);
        append.setString(2, SampleEvents.STREAM_TYPE);
        append.setLong(3, version + 1L);
        append.setObject(4, SampleEvents.newId());
        append.setString(5, SampleEvents.STORED.type());
        append.setInt(6, SampleEvents.STORED.schemaVersion());
        append.setString(7, SampleEvents.STORED.payload());
        append.setString(8, SampleEvents.METADATA_JSON);
    }

    @Override
    public void execute(PreparedStatement append) throws SQLException {
        append.executeUpdate();
    }
}
