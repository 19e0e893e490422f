package io.orderflow.query.orderdetail;

import io.orderflow.query.store.GatheredReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class OrderDetailTable {
    private static final String FIND = """
            SELECT order_id, customer_id, channel, status, currency, total_minor, shipping_minor, discount_minor,
                   lines, payment_id, rejection_reason, rejection_detail, cancel_reason,
                   (extract(epoch FROM placed_at) * 1000000)::bigint,
                   (extract(epoch FROM updated_at) * 1000000)::bigint, version
              FROM read_model.order_detail
             WHERE order_id = ANY(?)
            """;

    private static final int STATEMENTS_MAX = 2;
    private static final int ORDERS_MAX = 64;

    private final JdbcTemplate jdbc;
    private final GatheredReads<String, OrderRow> reads = new GatheredReads<>(STATEMENTS_MAX, ORDERS_MAX, this::find);

    OrderDetailTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param lines JSON, as the projection wrote it
     * @param placedAt microseconds since the epoch
     * @param updatedAt microseconds since the epoch
     */
    record OrderRow(
            String orderId,
            String customerId,
            String channel,
            String status,
            String currency,
            long totalMinor,
            long shippingMinor,
            long discountMinor,
            String lines,
            @Nullable String paymentId,
            @Nullable String rejectionReason,
            @Nullable String rejectionDetail,
            @Nullable String cancelReason,
            long placedAt,
            long updatedAt,
            long version) {}

    Optional<OrderRow> find(String orderId) {
        return reads.find(orderId);
    }

    private Map<String, OrderRow> find(List<String> orderIds) {
        Map<String, OrderRow> found = new HashMap<>();
        jdbc.query(FIND, statement -> statement.setArray(1,
                statement.getConnection().createArrayOf("text", orderIds.toArray())), row -> {
                    OrderRow order = order(row);
                    found.put(order.orderId(), order);
                });
        return found;
    }

    private static OrderRow order(ResultSet row) throws SQLException {
        return new OrderRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getLong(6), row.getLong(7), row.getLong(8), row.getString(9), row.getString(10),
                row.getString(11), row.getString(12), row.getString(13), row.getLong(14), row.getLong(15),
                row.getLong(16));
    }
}
