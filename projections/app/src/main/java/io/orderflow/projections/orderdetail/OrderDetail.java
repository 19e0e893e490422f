package io.orderflow.projections.orderdetail;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.StreamName;
import io.orderflow.projections.fold.ImpossibleEventException;
import io.orderflow.projections.fold.JsonRows;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.fold.StreamTable;
import io.orderflow.readmodel.ReadModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one order. */
public final class OrderDetail implements StreamTable<OrderDetailRow> {
    private final JsonRows<OrderDetailRow> rows = new JsonRows<>(OrderDetailRow.class);

    public static Projection projection() {
        return new Projection(ReadModel.ORDER_DETAIL, List.of(new OrderDetail(), new OrderPayment()));
    }

    @Override
    public StreamName.Kind kind() {
        return StreamName.Kind.ORDER;
    }

    @Override
    public String name() {
        return "order_detail";
    }

    @Override
    public OrderDetailRow fold(@Nullable OrderDetailRow row, DomainEvent event, Stamp stamp) {
        if (row == null && event instanceof OrderEvent.OrderPlaced placed) {
            return OrderDetailRow.placed(placed, stamp);
        }
        if (row == null || !(event instanceof OrderEvent order)) {
            throw ImpossibleEventException.after(row, event);
        }
        return switch (order) {
            case OrderEvent.OrderPlaced it -> throw ImpossibleEventException.after(row, it);
            case OrderEvent.OrderReserved it -> row.moved(OrderStatus.RESERVED, stamp);
            case OrderEvent.OrderConfirmed it -> row.confirmed(it, stamp);
            case OrderEvent.OrderRejected it -> row.rejected(it, stamp);
            case OrderEvent.CancellationRequested it -> row.cancelled(OrderStatus.CANCELLING, it.reason(), stamp);
            case OrderEvent.OrderCancelled it -> row.cancelled(OrderStatus.CANCELLED, it.reason(), stamp);
        };
    }

    @Override
    public List<OrderDetailRow> load(Connection connection, Collection<String> keys) throws SQLException {
        return rows.load(connection, """
                SELECT row_to_json(t)
                  FROM read_model.order_detail t
                 WHERE order_id = ANY (?)
                """, keys);
    }

    @Override
    public String toJson(Collection<OrderDetailRow> changed) {
        return rows.toJson(changed);
    }

    @Override
    public String upsertSql() {
        return """
                INSERT INTO read_model.order_detail AS t (order_id, customer_id, channel, status, currency, total_minor,
                       shipping_minor, discount_minor, lines, payment_id, rejection_reason, rejection_detail, cancel_reason,
                       placed_at, updated_at, version, position, traceparent)
                SELECT order_id, customer_id, channel, status, currency, total_minor,
                       shipping_minor, discount_minor, lines, payment_id, rejection_reason, rejection_detail, cancel_reason,
                       placed_at, updated_at, version, position, traceparent
                  FROM json_to_recordset(?::json)
                    AS r (order_id text, customer_id text, channel text, status text, currency text, total_minor bigint,
                          shipping_minor bigint, discount_minor bigint, lines json, payment_id text, rejection_reason text,
                          rejection_detail text, cancel_reason text, placed_at timestamptz, updated_at timestamptz,
                          version bigint, position bigint, traceparent text)
                    ON CONFLICT (order_id) DO UPDATE
                   SET status = excluded.status, payment_id = excluded.payment_id,
                       rejection_reason = excluded.rejection_reason, rejection_detail = excluded.rejection_detail,
                       cancel_reason = excluded.cancel_reason, updated_at = excluded.updated_at,
                       version = excluded.version, position = excluded.position, traceparent = excluded.traceparent
                 WHERE t.version < excluded.version
                """;
    }
}
