package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.servers.SampleEvents;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Eventide's message-db: its function, one category, with the expected version. */
record MessageDb(List<String> install) implements JdbcAppends.Peer {
    static final String NAME = "message-db";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String database() {
        return "message_store";
    }

    /** Its functions name each other without their schema. */
    @Override
    public List<String> schema() {
        return java.util.stream.Stream
            .concat(java.util.stream.Stream.of(
                    "ALTER DATABASE message_store SET search_path = message_store, public",
                    "SET search_path = message_store, public"), install.stream())
            .toList();
    }

    @Override
    public String append() {
        return "SELECT message_store.write_message(?, ?, ?, ?::jsonb, ?::jsonb, ?)";
    }

    @Override
    public String truncate() {
        return "TRUNCATE message_store.messages RESTART IDENTITY";
    }

    /** It counts a stream's events from 0: -1 for a new stream. */
    @Override
    public void bind(PreparedStatement append, String stream, int version) throws SQLException {
        append.setString(1, SampleEvents.newId().toString());
        append.setString(2, stream);
        append.setString(3, SampleEvents.STORED.type());
        append.setString(4, SampleEvents.STORED.payload());
        append.setString(5, SampleEvents.METADATA_JSON);
        append.setLong(6, version - 1L);
    }

    /** It raises an error when the version is another one. */
    @Override
    public void execute(PreparedStatement append) throws SQLException {
        append.execute();
    }
}
