package io.orderflow.benchmarks.reading;

import io.orderflow.benchmarks.harness.Passes;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Binary COPY of our event table, its bytes thrown away: as quick as PostgreSQL gives rows out. */
final class CopyOutSide implements Side {
    static final String NAME = "COPY out";
    private static final String COPY = "COPY (SELECT * FROM event_store.event) TO STDOUT (FORMAT binary)";
    /** The header before the first row and the trailer after the last one. */
    private static final int NO_ROWS = 1;

    private final Cluster cluster;

    CopyOutSide(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() throws SQLException {
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        try (Connection connection = cluster.superuser(OurLog.DATABASE).getConnection()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            return Passes.perSecond(window, () -> readAll(postgres));
        }
    }

    private static long readAll(PGConnection connection) throws SQLException {
        CopyOut copy = connection.getCopyAPI().copyOut(COPY);
        long messages = 0;
        while (copy.readFromCopy() != null) {
            messages++;
        }
        return messages - NO_ROWS;
    }
}
