package io.orderflow.projections.apply;

import java.util.List;

/**
 * SQL whose parameters are all text; it casts what is something else. One that returns rows has a time in the first
 * column.
 */
record TextStatement(String sql, List<String> parameters) {
    TextStatement(String sql, String... parameters) {
        this(sql, List.of(parameters));
    }
}
