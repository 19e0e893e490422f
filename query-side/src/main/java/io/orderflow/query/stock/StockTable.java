package io.orderflow.query.stock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StockTable {
    private final JdbcClient jdbc;

    StockTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record StockRow(String sku, long onHand, long reserved, Instant updatedAt, long version) {}

    /**
     * @param afterSku empty for the beginning
     */
    List<StockRow> list(String afterSku, int rowsMax) {
        return jdbc.sql("""
                SELECT sku, on_hand, reserved, updated_at, version
                  FROM read_model.stock_levels
                 WHERE sku > :afterSku
                 ORDER BY sku
                 LIMIT :rowsMax
                """)
            .param("afterSku", afterSku)
            .param("rowsMax", rowsMax)
            .query(StockTable::row)
            .list();
    }

    Optional<StockRow> find(String sku) {
        return jdbc.sql("""
                SELECT sku, on_hand, reserved, updated_at, version
                  FROM read_model.stock_levels
                 WHERE sku = :sku
                """)
            .param("sku", sku)
            .query(StockTable::row)
            .optional();
    }

    private static StockRow row(ResultSet row, int number) throws SQLException {
        return new StockRow(row.getString("sku"), row.getLong("on_hand"), row.getLong("reserved"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(), row.getLong("version"));
    }
}
