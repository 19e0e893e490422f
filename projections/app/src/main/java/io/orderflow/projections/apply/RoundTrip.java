package io.orderflow.projections.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that travel together: the driver sends them in one go, each with a plan of its own that the server keeps,
 * and reads their results in one go. The first that fails ends all.
 */
final class RoundTrip {
    /**
     * What a statement came to.
     *
     * @param rows written or returned
     * @param at the time that the last row returned carries, the epoch when there is none
     */
    record Result(int rows, Instant at) {}

    private final List<TextStatement> statements = new ArrayList<>();

    RoundTrip add(TextStatement statement) {
        statements.add(statement);
        return this;
    }

    /** Returns a result for each statement, in their order. */
    List<Result> run(Connection connection) throws SQLException {
        if (statements.isEmpty()) {
            return List.of();
        }
        String sql = statements.stream().map(TextStatement::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (TextStatement statement : statements) {
                for (String value : statement.parameters()) {
                    prepared.setString(parameter++, value);
                }
            }
            return results(prepared, prepared.execute());
        }
    }

    private List<Result> results(PreparedStatement prepared, boolean firstIsRows) throws SQLException {
        List<Result> results = new ArrayList<>(statements.size());
        boolean isRows = firstIsRows;
        while (results.size() < statements.size()) {
            results.add(isRows ? returned(prepared) : new Result(prepared.getUpdateCount(), Instant.EPOCH));
            isRows = prepared.getMoreResults();
        }
        return results;
    }

    private static Result returned(PreparedStatement prepared) throws SQLException {
        try (ResultSet rows = prepared.getResultSet()) {
            int count = 0;
            Instant at = Instant.EPOCH;
            while (rows.next()) {
                at = rows.getObject(1, OffsetDateTime.class).toInstant();
                count++;
            }
            return new Result(count, at);
        }
    }
}
