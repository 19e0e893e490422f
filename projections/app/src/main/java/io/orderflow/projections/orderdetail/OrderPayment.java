package io.orderflow.projections.orderdetail;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.StreamName;
import io.orderflow.projections.fold.ImpossibleEventException;
import io.orderflow.projections.fold.JsonRows;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.fold.StreamTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payment of each order. Its events may come before the order's own: they lie in another partition. */
final class OrderPayment implements StreamTable<OrderPaymentRow> {
    private final JsonRows<OrderPaymentRow> rows = new JsonRows<>(OrderPaymentRow.class);

    @Override
    public StreamName.Kind kind() {
        return StreamName.Kind.PAYMENT;
    }

    @Override
    public String name() {
        return "order_payment";
    }

    @Override
    public OrderPaymentRow fold(@Nullable OrderPaymentRow row, DomainEvent event, Stamp stamp) {
        if (!(event instanceof PaymentEvent payment)) {
            throw ImpossibleEventException.after(row, event);
        }
        return switch (payment) {
            case PaymentEvent.PaymentAuthorised it ->
                OrderPaymentRow.started(it, PaymentStatus.AUTHORISED, it.amount(), it.authorisation(), null, stamp);
            case PaymentEvent.PaymentDeclined it ->
                OrderPaymentRow.started(it, PaymentStatus.DECLINED, it.amount(), null, it.reason(), stamp);
            case PaymentEvent.PaymentTimedOut it -> OrderPaymentRow.started(it, PaymentStatus.TIMED_OUT, it.amount(),
                    null, "no answer to " + it.attempts() + " attempts", stamp);
            case PaymentEvent.PaymentCaptured it -> require(row, it)
                .moved(PaymentStatus.CAPTURED, it.amount().amountMinor(), 0, stamp);
            case PaymentEvent.PaymentVoided it -> require(row, it).moved(PaymentStatus.VOIDED, 0, 0, stamp);
            case PaymentEvent.PaymentRefunded it -> require(row, it)
                .moved(PaymentStatus.REFUNDED, 0, it.amount().amountMinor(), stamp);
        };
    }

    private static OrderPaymentRow require(@Nullable OrderPaymentRow row, DomainEvent event) {
        if (row == null) {
            throw ImpossibleEventException.after(null, event);
        }
        return row;
    }

    @Override
    public List<OrderPaymentRow> load(Connection connection, Collection<String> keys) throws SQLException {
        return rows.load(connection, """
                SELECT row_to_json(t)
                  FROM read_model.order_payment t
                 WHERE payment_id = ANY (?)
                """, keys);
    }

    @Override
    public String toJson(Collection<OrderPaymentRow> changed) {
        return rows.toJson(changed);
    }

    @Override
    public String upsertSql() {
        return """
                INSERT INTO read_model.order_payment AS t (order_id, payment_id, status, currency, amount_minor, captured_minor,
                       refunded_minor, authorisation, detail, updated_at, version, position, traceparent)
                SELECT order_id, payment_id, status, currency, amount_minor, captured_minor,
                       refunded_minor, authorisation, detail, updated_at, version, position, traceparent
                  FROM json_to_recordset(?::json)
                    AS r (order_id text, payment_id text, status text, currency text, amount_minor bigint, captured_minor bigint,
                          refunded_minor bigint, authorisation text, detail text, updated_at timestamptz, version bigint,
                          position bigint, traceparent text)
                    ON CONFLICT (payment_id) DO UPDATE
                   SET status = excluded.status, amount_minor = excluded.amount_minor,
                       captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor,
                       authorisation = excluded.authorisation, detail = excluded.detail, updated_at = excluded.updated_at,
                       version = excluded.version, position = excluded.position, traceparent = excluded.traceparent
                 WHERE t.version < excluded.version
                """;
    }
}
