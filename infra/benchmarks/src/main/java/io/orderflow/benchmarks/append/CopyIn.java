package io.orderflow.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.benchmarks.harness.Callers;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.SampleEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;

/** COPY of 1,000 rows a transaction into a plain table with the same indexes, by one connection. */
final class CopyIn implements Side {
    static final String NAME = "COPY in";
    private static final String DATABASE = "copy_in";
    private static final String COPY = """
            COPY raw.event (stream_id, stream_type, version, event_id, event_type, schema_version, payload, metadata, recorded_at)
            FROM STDIN
            """;

    private final Cluster cluster;

    CopyIn(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() throws SQLException {
        RawTable.create(cluster, DATABASE);
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        try (HikariDataSource pool = cluster.superuserPool(DATABASE, 1); Connection connection = pool.getConnection()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            return OurBulk.EVENTS * Callers.perSecond(1, window, () -> () -> copy(postgres));
        }
    }

    private static void copy(PGConnection connection) throws SQLException, IOException {
        connection.getCopyAPI().copyIn(COPY, new ByteArrayInputStream(rows().getBytes(StandardCharsets.UTF_8)));
    }

    /** In COPY's text format; nothing in it has to be escaped. */
    private static String rows() {
        String stream = SampleEvents.newStream();
        String recordedAt = Instant.now().toString();
        StringBuilder rows = new StringBuilder(OurBulk.EVENTS * 700);
        for (int version = 1; version <= OurBulk.EVENTS; version++) {
            rows.append(stream).append('\t').append(SampleEvents.STREAM_TYPE).append('\t').append(version).append('\t');
            rows.append(SampleEvents.newId()).append('\t').append(SampleEvents.STORED.type()).append('\t');
            rows.append(SampleEvents.STORED.schemaVersion()).append('\t').append(SampleEvents.STORED.payload());
            rows.append('\t').append(SampleEvents.METADATA_JSON).append('\t').append(recordedAt).append('\n');
        }
        return rows.toString();
    }

    @Override
    public void close() throws SQLException {
        cluster.drop(DATABASE);
    }
}
