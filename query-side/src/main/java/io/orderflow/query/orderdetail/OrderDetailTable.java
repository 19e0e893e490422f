package io.orderflow.query.orderdetail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class OrderDetailTable {
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OrderDetailTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Line(int number, String sku, int quantity, long unitPriceMinor) {}

    record OrderRow(
            String orderId,
            String customerId,
            String channel,
            String status,
            String currency,
            long totalMinor,
            long shippingMinor,
            long discountMinor,
            List<Line> lines,
            @Nullable String paymentId,
            @Nullable String rejectionReason,
            @Nullable String rejectionDetail,
            @Nullable String cancelReason,
            Instant placedAt,
            Instant updatedAt,
            long version) {}

    Optional<OrderRow> find(String orderId) {
        return jdbc.sql("""
                SELECT order_id, customer_id, channel, status, currency, total_minor, shipping_minor, discount_minor,
                       lines, payment_id, rejection_reason, rejection_detail, cancel_reason, placed_at, updated_at,
                       version
                  FROM read_model.order_detail
                 WHERE order_id = :orderId
                """)
            .param("orderId", orderId)
            .query(this::row)
            .optional();
    }

    private OrderRow row(ResultSet row, int number) throws SQLException {
        return new OrderRow(row.getString("order_id"), row.getString("customer_id"), row.getString("channel"),
                row.getString("status"), row.getString("currency"), row.getLong("total_minor"),
                row.getLong("shipping_minor"), row.getLong("discount_minor"),
                json.readValue(row.getString("lines"), LINES), row.getString("payment_id"),
                row.getString("rejection_reason"), row.getString("rejection_detail"), row.getString("cancel_reason"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(), row.getLong("version"));
    }
}
