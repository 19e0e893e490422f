package io.orderflow.projections.ordersearch;

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

/** What lists and search need of each order. */
public final class OrderSearch implements StreamTable<OrderSearchRow> {
    private final JsonRows<OrderSearchRow> rows = new JsonRows<>(OrderSearchRow.class);

    public static Projection projection() {
        return new Projection(ReadModel.ORDER_SEARCH, List.of(new OrderSearch()));
    }

    @Override
    public StreamName.Kind kind() {
        return StreamName.Kind.ORDER;
    }

    @Override
    public String name() {
        return "order_search";
    }

    @Override
    public OrderSearchRow fold(@Nullable OrderSearchRow row, DomainEvent event, Stamp stamp) {
        if (row == null && event instanceof OrderEvent.OrderPlaced placed) {
            return OrderSearchRow.placed(placed, stamp);
        }
        if (row == null || !(event instanceof OrderEvent order)) {
            throw ImpossibleEventException.after(row, event);
        }
        return switch (order) {
            case OrderEvent.OrderPlaced it -> throw ImpossibleEventException.after(row, it);
            case OrderEvent.OrderReserved it -> row.moved(OrderStatus.RESERVED, stamp);
            case OrderEvent.OrderConfirmed it -> row.moved(OrderStatus.CONFIRMED, stamp);
            case OrderEvent.OrderRejected it -> row.moved(OrderStatus.REJECTED, stamp);
            case OrderEvent.CancellationRequested it -> row.moved(OrderStatus.CANCELLING, stamp);
            case OrderEvent.OrderCancelled it -> row.moved(OrderStatus.CANCELLED, stamp);
        };
    }

    @Override
    public List<OrderSearchRow> load(Connection connection, Collection<String> keys) throws SQLException {
        return rows.load(connection, """
                SELECT row_to_json(t)
                  FROM (SELECT order_id, customer_id, channel, status, currency, total_minor, line_count, skus,
                               placed_at, updated_at, version, position, traceparent
                          FROM read_model.order_search
                         WHERE order_id = ANY (?)) t
                """, keys);
    }

    @Override
    public String toJson(Collection<OrderSearchRow> changed) {
        return rows.toJson(changed);
    }

    @Override
    public String upsertSql() {
        return """
                INSERT INTO read_model.order_search AS t (order_id, customer_id, channel, status, currency, total_minor, line_count,
                       skus, words, placed_at, updated_at, version, position, traceparent)
                SELECT order_id, customer_id, channel, status, currency, total_minor, line_count, skus,
                       array_to_tsvector(ARRAY (SELECT DISTINCT lower(word)
                                                  FROM unnest(skus || order_id || customer_id || channel) AS word
                                                 WHERE word <> '')),
                       placed_at, updated_at, version, position, traceparent
                  FROM json_to_recordset(?::json)
                    AS r (order_id text, customer_id text, channel text, status text, currency text, total_minor bigint,
                          line_count integer, skus text[], placed_at timestamptz, updated_at timestamptz, version bigint,
                          position bigint, traceparent text)
                    ON CONFLICT (order_id) DO UPDATE
                   SET status = excluded.status, updated_at = excluded.updated_at, version = excluded.version,
                       position = excluded.position, traceparent = excluded.traceparent
                 WHERE t.version < excluded.version
                """;
    }
}
