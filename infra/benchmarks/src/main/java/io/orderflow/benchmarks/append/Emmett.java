package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.servers.SampleEvents;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Emmett's store for PostgreSQL: its function, with the expected position of the stream. */
record Emmett(String install) implements JdbcAppends.Peer {
    static final String NAME = "Emmett";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String database() {
        return "emmett";
    }

    @Override
    public List<String> schema() {
        return List.of(install);
    }

    @Override
    public String append() {
        return """
                SELECT success
                  FROM emt_append_to_stream(ARRAY[?]::text[], ARRAY[?]::jsonb[], ARRAY[?]::jsonb[], ARRAY['1']::text[],
                                            ARRAY[?]::text[], ARRAY['E']::text[], ?::text, ?::text, ?::bigint, 'emt:default')
                """;
    }

    @Override
    public String truncate() {
        return "TRUNCATE emt_messages, emt_streams RESTART IDENTITY";
    }

    @Override
    public void bind(PreparedStatement append, String stream, int version) throws SQLException {
        append.setString(1, SampleEvents.newId().toString());
        append.setString(2, SampleEvents.STORED.payload());
        append.setString(3, SampleEvents.METADATA_JSON);
        append.setString(4, SampleEvents.STORED.type());
        append.setString(5, stream);
        append.setString(6, SampleEvents.STREAM_TYPE);
        append.setLong(7, version);
    }

    @Override
    public void execute(PreparedStatement append) throws SQLException {
        try (ResultSet row = append.executeQuery()) {
            if (!row.next() || !row.getBoolean(1)) {
                throw new IllegalStateException("Emmett refused an append");
            }
        }
    }
}
