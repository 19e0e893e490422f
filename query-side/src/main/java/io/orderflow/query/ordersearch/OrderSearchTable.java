package io.orderflow.query.ordersearch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists orders, one statement each; a search by words asks for the matching words before. By time and with a SKU or
 * words it reads about as many entries as it shows, since the words lie in the order of time.
 */
@Repository
class OrderSearchTable {
    /** Beginnings of more words than this are frequent: their orders are found by going through the orders. */
    private static final int MATCHING_WORDS_MAX = 64;
    private static final String COLUMNS = """
            o.order_id, o.customer_id, o.channel, o.status, o.currency, o.total_minor, o.line_count, o.skus,
                   (extract(epoch FROM o.placed_at) * 1000000)::bigint,
                   (extract(epoch FROM o.updated_at) * 1000000)::bigint, o.version""";
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final JdbcClient jdbc;

    OrderSearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param after null for the beginning of the list
     */
    List<OrderRow> find(OrderFilter filter, OrderSort sort, @Nullable Place after, int rowsMax) {
        List<String> words = sort.byTime() ? wordsOf(filter) : null;
        return words == null ? query(filter, sort, after, rowsMax) : queryByWord(words, filter, sort, after, rowsMax);
    }

    /**
     * Every order of the list has at least one of these; null when there are too many of them, none is asked for, or a
     * customer's orders are fewer.
     */
    private @Nullable List<String> wordsOf(OrderFilter filter) {
        if (filter.customer() != null) {
            return null;
        }
        if (filter.sku() != null) {
            return List.of(filter.sku().value().toLowerCase(Locale.ROOT));
        }
        if (filter.words() == null) {
            return null;
        }
        String longest = filter.words().stream().max(Comparator.comparingInt(String::length)).orElseThrow();
        List<String> matching = matchingWords(longest);
        return matching.size() > MATCHING_WORDS_MAX ? null : matching;
    }

    /** From one word to the next larger one, so that each is looked at once, however many orders have it. */
    private List<String> matchingWords(String beginning) {
        return jdbc
            .sql("""
                    WITH RECURSIVE matching AS (
                        (SELECT word FROM read_model.order_search_word WHERE word >= :from AND word < :to ORDER BY word LIMIT 1)
                         UNION ALL
                        SELECT (SELECT w.word FROM read_model.order_search_word w
                                 WHERE w.word > m.word AND w.word < :to ORDER BY w.word LIMIT 1)
                          FROM matching m
                         WHERE m.word IS NOT NULL)
                    SELECT word FROM matching WHERE word IS NOT NULL LIMIT :wordsMax
                    """)
            .param("from", beginning)
            .param("to", beginning + LAST_CHARACTER)
            .param("wordsMax", MATCHING_WORDS_MAX + 1)
            .query((row, number) -> row.getString(1))
            .list();
    }

    private List<OrderRow> query(OrderFilter filter, OrderSort sort, @Nullable Place after, int rowsMax) {
        Map<String, Object> parameters = new HashMap<>();
        String conditions = conditions("o", filter, sort, after, parameters);
        return list("""
                SELECT %s
                  FROM read_model.order_search o
                 WHERE %s
                 ORDER BY %s
                 LIMIT :rowsMax
                """.formatted(COLUMNS, conditions, sort.orderBySql("o")), parameters, rowsMax);
    }

    /** The first rows of each word, of which the first ones are the first of all. */
    private List<OrderRow> queryByWord(List<String> words, OrderFilter filter, OrderSort sort, @Nullable Place after,
            int rowsMax) {
        Map<String, Object> parameters = new HashMap<>();
        String conditions = conditions("w", filter, sort, after, parameters);
        parameters.put("matching", words.toArray(String[]::new));
        return list("""
                SELECT %1$s
                  FROM (SELECT DISTINCT f.placed_at, f.order_id
                          FROM unnest(CAST(:matching AS text[])) AS m (word)
                         CROSS JOIN LATERAL (
                               SELECT w.placed_at, w.order_id
                                 FROM read_model.order_search_word w
                                 JOIN read_model.order_search o ON o.order_id = w.order_id
                                WHERE w.word = m.word AND %2$s
                                ORDER BY %3$s
                                LIMIT :rowsMax) f
                         ORDER BY %4$s
                         LIMIT :rowsMax) p
                  JOIN read_model.order_search o ON o.order_id = p.order_id
                 ORDER BY %5$s
                """.formatted(COLUMNS, conditions, sort.orderBySql("w"), sort.orderBySql("f"),
                sort.orderBySql("p")), parameters, rowsMax);
    }

    private List<OrderRow> list(String sql, Map<String, Object> parameters, int rowsMax) {
        parameters.put("rowsMax", rowsMax);
        return jdbc.sql(sql).params(parameters).query(OrderSearchTable::row).list();
    }

    /** @param sorted the table whose order is the list's; the orders themselves are {@code o} */
    private static String conditions(String sorted, OrderFilter filter, OrderSort sort, @Nullable Place after,
            Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        conditions.add("true");
        if (filter.status() != null) {
            conditions.add("o.status = :status");
            parameters.put("status", filter.status().name());
        }
        if (filter.customer() != null) {
            conditions.add("o.customer_id = :customer");
            parameters.put("customer", filter.customer().value());
        }
        if (filter.sku() != null) {
            conditions.add("o.skus @> ARRAY[:sku]::text[]");
            parameters.put("sku", filter.sku().value());
        }
        if (filter.words() != null) {
            conditions.add("o.words @@ CAST(:words AS tsquery)");
            parameters.put("words", prefixes(filter.words()));
        }
        if (filter.from() != null) {
            conditions.add(sorted + ".placed_at >= :from");
            parameters.put("from", timestamp(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add(sorted + ".placed_at < :to");
            parameters.put("to", timestamp(filter.to()));
        }
        if (filter.minTotal() != null) {
            conditions.add("o.total_minor >= :minTotal");
            parameters.put("minTotal", filter.minTotal());
        }
        if (after != null) {
            conditions.add(sort.afterPlaceSql(sorted));
            parameters.put("placeValue", sort.byTime() ? timestamp(after.time()) : (Object) after.value());
            parameters.put("placeId", after.orderId());
        }
        return String.join(" AND ", conditions);
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
