package io.orderflow.query.ordersearch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OrderSearchTable {
    private final JdbcClient jdbc;

    OrderSearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param after null for the beginning of the list
     */
    List<OrderRow> find(OrderFilter filter, OrderSort sort, @Nullable Place after, int rowsMax) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = conditions(filter, parameters);
        if (after != null) {
            conditions.add(sort.afterPlaceSql());
            parameters.put("placeValue", sort.byTime() ? timestamp(after.time()) : (Object) after.value());
            parameters.put("placeId", after.orderId());
        }
        parameters.put("rowsMax", rowsMax);
        return jdbc.sql("""
                SELECT order_id, customer_id, channel, status, currency, total_minor, line_count, skus,
                       (extract(epoch FROM placed_at) * 1000000)::bigint,
                       (extract(epoch FROM updated_at) * 1000000)::bigint, version
                  FROM read_model.order_search
                 WHERE %s
                 ORDER BY %s
                 LIMIT :rowsMax
                """.formatted(conditions.isEmpty() ? "true" : String.join(" AND ", conditions), sort.orderBySql()))
            .params(parameters)
            .query(OrderSearchTable::row)
            .list();
    }

    private static List<String> conditions(OrderFilter filter, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (filter.status() != null) {
            conditions.add("status = :status");
            parameters.put("status", filter.status().name());
        }
        if (filter.customer() != null) {
            conditions.add("customer_id = :customer");
            parameters.put("customer", filter.customer().value());
        }
        if (filter.sku() != null) {
            conditions.add("skus @> ARRAY[:sku]::text[]");
            parameters.put("sku", filter.sku().value());
        }
        if (filter.words() != null) {
            conditions.add("words @@ CAST(:words AS tsquery)");
            parameters.put("words", prefixes(filter.words()));
        }
        if (filter.from() != null) {
            conditions.add("placed_at >= :from");
            parameters.put("from", timestamp(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("placed_at < :to");
            parameters.put("to", timestamp(filter.to()));
        }
        if (filter.minTotal() != null) {
            conditions.add("total_minor >= :minTotal");
            parameters.put("minTotal", filter.minTotal());
        }
        return conditions;
    }

    /** Every word must be the beginning of a lexeme; quoted, so that nothing in it is an operator. */
    static String prefixes(List<String> words) {
        return words.stream()
            .map(it -> "'" + it.replace("\\", "\\\\").replace("'", "''") + "':*")
            .collect(Collectors.joining(" & "));
    }

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static OrderRow row(ResultSet row, int number) throws SQLException {
        return new OrderRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getLong(6), row.getInt(7), List.of((String[]) row.getArray(8).getArray()), row.getLong(9),
                row.getLong(10), row.getLong(11));
    }
}
