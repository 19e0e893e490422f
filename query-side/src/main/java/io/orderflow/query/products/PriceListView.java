package io.orderflow.query.products;

import io.orderflow.contract.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PriceListView {
    private final JdbcClient jdbc;

    PriceListView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record ProductRow(
            String sku,
            String name,
            @Nullable String productLine,
            @Nullable String vendor,
            @Nullable String description,
            Money price,
            long version) {}

    /**
     * @param afterSku empty for the beginning
     */
    List<ProductRow> list(String afterSku, int rowsMax) {
        return jdbc.sql("""
                SELECT sku, name, product_line, vendor, description, price_minor, currency, version
                  FROM command.current_product
                 WHERE sku > :afterSku
                 ORDER BY sku
                 LIMIT :rowsMax
                """)
            .param("afterSku", afterSku)
            .param("rowsMax", rowsMax)
            .query(PriceListView::row)
            .list();
    }

    Optional<ProductRow> find(String sku) {
        return jdbc.sql("""
                SELECT sku, name, product_line, vendor, description, price_minor, currency, version
                  FROM command.current_product
                 WHERE sku = :sku
                """)
            .param("sku", sku)
            .query(PriceListView::row)
            .optional();
    }

    private static ProductRow row(ResultSet row, int number) throws SQLException {
        return new ProductRow(row.getString("sku"), row.getString("name"), row.getString("product_line"),
                row.getString("vendor"), row.getString("description"),
                new Money(row.getLong("price_minor"), row.getString("currency")), row.getLong("version"));
    }
}
