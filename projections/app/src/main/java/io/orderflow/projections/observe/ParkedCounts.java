package io.orderflow.projections.observe;

import io.orderflow.readmodel.ReadModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/** Counts what waits as dead letters. */
final class ParkedCounts {
    record Counts(long streams, long letters) {
        static final Counts NONE = new Counts(0, 0);
    }

    private final DataSource dataSource;

    ParkedCounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Map<ReadModel, Counts> read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT projection, count(DISTINCT stream_id), count(*)
                          FROM read_model.dead_letter
                         GROUP BY projection
                        """);
                ResultSet rows = statement.executeQuery()) {
            Map<ReadModel, Counts> counts = new EnumMap<>(ReadModel.class);
            while (rows.next()) {
                Counts read = new Counts(rows.getLong(2), rows.getLong(3));
                ReadModel.named(rows.getString(1)).ifPresent(it -> counts.put(it, read));
            }
            return counts;
        }
    }
}
