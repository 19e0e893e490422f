package io.orderflow.query.stock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class StockTable {
    private static final String COLUMNS = """
            SELECT sku, on_hand, reserved, (extract(epoch FROM updated_at) * 1000000)::bigint, version
              FROM read_model.stock_levels
            """;
    private static final String LIST = COLUMNS + " WHERE sku > ? ORDER BY sku LIMIT ?";
    private static final String FIND = COLUMNS + " WHERE sku = ?";

    private final JdbcTemplate jdbc;

    StockTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param updatedAt microseconds since the epoch
     */
    record StockRow(String sku, long onHand, long reserved, long updatedAt, long version) {}

    /**
     * @param afterSku empty for the beginning
     */
    List<StockRow> list(String afterSku, int rowsMax) {
        return jdbc.query(LIST, statement -> {
            statement.setString(1, afterSku);
            statement.setInt(2, rowsMax);
        }, (row, number) -> stock(row));
    }

    Optional<StockRow> find(String sku) {
        return jdbc.query(FIND, statement -> statement.setString(1, sku),
                rows -> rows.next() ? Optional.of(stock(rows)) : Optional.empty());
    }

    private static StockRow stock(ResultSet row) throws SQLException {
        return new StockRow(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
