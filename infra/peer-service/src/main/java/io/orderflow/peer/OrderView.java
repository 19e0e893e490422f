package io.orderflow.peer;

import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read model: one row an order. */
@Component
@ProcessingGroup("order-view")
class OrderView {
    private final JdbcClient jdbc;

    OrderView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(String orderId, String customerId, String status, String currency, long totalMinor) {}

    @EventHandler
    void on(Events.OrderPlaced event) {
        jdbc.sql("""
                INSERT INTO order_view (order_id, customer_id, status, currency, total_minor)
                VALUES (?, ?, 'PLACED', ?, ?)
                """).params(event.orderId(), event.customerId(), event.currency(), event.totalMinor()).update();
    }

    @EventHandler
    void on(Events.OrderConfirmed event) {
        status(event.orderId(), "CONFIRMED");
    }

    @EventHandler
    void on(Events.OrderRejected event) {
        status(event.orderId(), "REJECTED");
    }

    private void status(String orderId, String status) {
        jdbc.sql("UPDATE order_view SET status = ? WHERE order_id = ?").params(status, orderId).update();
    }

    Optional<Row> find(String orderId) {
        return jdbc
            .sql("SELECT order_id, customer_id, status, currency, total_minor FROM order_view WHERE order_id = ?")
            .param(orderId)
            .query(Row.class)
            .optional();
    }
}
