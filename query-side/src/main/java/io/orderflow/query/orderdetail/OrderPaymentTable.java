package io.orderflow.query.orderdetail;

import io.orderflow.contract.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OrderPaymentTable {
    private final JdbcClient jdbc;

    OrderPaymentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<OrderPayment> find(String orderId) {
        return jdbc.sql("""
                SELECT order_id, payment_id, status, currency, amount_minor, captured_minor, refunded_minor,
                       authorisation, detail, updated_at, version
                  FROM read_model.order_payment
                 WHERE order_id = :orderId
                """)
            .param("orderId", orderId)
            .query(OrderPaymentTable::row)
            .optional();
    }

    private static OrderPayment row(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        return new OrderPayment(row.getString("payment_id"), row.getString("order_id"), row.getString("status"),
                row.getLong("version"), new Money(row.getLong("amount_minor"), currency),
                new Money(row.getLong("captured_minor"), currency), new Money(row.getLong("refunded_minor"), currency),
                row.getString("authorisation"), row.getString("detail"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
