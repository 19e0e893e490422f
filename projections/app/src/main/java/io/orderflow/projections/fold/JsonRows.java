package io.orderflow.projections.fold;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries many rows in one parameter and one column: as a JSON array to {@code json_to_recordset}, and back through
 * {@code row_to_json}. Components of the record are columns, {@code totalMinor} is {@code total_minor}.
 *
 * @param <R> a record
 */
public final class JsonRows<R> {
    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();

    private final Class<R> type;

    public JsonRows(Class<R> type) {
        this.type = type;
    }

    /**
     * @param sql has one parameter, a {@code text[]} with the keys, and returns one JSON object a row
     */
    public List<R> load(Connection connection, String sql, Collection<String> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array array = connection.createArrayOf("text", keys.toArray());
            statement.setArray(1, array);
            try (ResultSet results = statement.executeQuery()) {
                List<R> rows = new ArrayList<>();
                while (results.next()) {
                    rows.add(JSON.readValue(results.getString(1), type));
                }
                return rows;
            }
        }
    }

    /** The rows as a JSON array. */
    public String toJson(Collection<R> rows) {
        return JSON.writeValueAsString(rows);
    }
}
