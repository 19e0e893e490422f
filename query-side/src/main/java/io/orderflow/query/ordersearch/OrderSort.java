package io.orderflow.query.ordersearch;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The orders of the list; the order id decides between equals, so that each row has exactly one place. */
enum OrderSort {
    PLACED_AT_DESCENDING("-placedAt", "placed_at", "DESC", "<"), //
    PLACED_AT("placedAt", "placed_at", "ASC", ">"), //
    TOTAL_DESCENDING("-total", "total_minor", "DESC", "<"), //
    TOTAL("total", "total_minor", "ASC", ">");

    static final String NAMES = Arrays.stream(values()).map(it -> it.parameter).collect(Collectors.joining(", "));

    private final String parameter;
    private final String column;
    private final String direction;
    private final String after;

    OrderSort(String parameter, String column, String direction, String after) {
        this.parameter = parameter;
        this.column = column;
        this.direction = direction;
        this.after = after;
    }

    static OrderSort named(String parameter) {
        return Arrays.stream(values()).filter(it -> it.parameter.equals(parameter)).findFirst().orElseThrow();
    }

    boolean byTime() {
        return column.equals("placed_at");
    }

    /** @param table has the column of the order and the order id */
    String afterPlaceSql(String table) {
        return "(%1$s.%2$s, %1$s.order_id) %3$s (:placeValue, :placeId)".formatted(table, column, after);
    }

    /** @param table has the column of the order and the order id */
    String orderBySql(String table) {
        return "%1$s.%2$s %3$s, %1$s.order_id %3$s".formatted(table, column, direction);
    }
}
