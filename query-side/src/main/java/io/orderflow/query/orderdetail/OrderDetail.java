package io.orderflow.query.orderdetail;

import io.orderflow.contract.Money;
import io.orderflow.contract.OrderStatus;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.Link;
import io.orderflow.query.orderdetail.OrderDetailTable.OrderRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order. It depends on the order's own events only, so that its version tells whether it has changed.
 *
 * @param rejection null unless the order is rejected
 */
record OrderDetail(
        String id,
        String status,
        long version,
        String customerId,
        String channel,
        String currency,
        List<Line> lines,
        Money shipping,
        Money discount,
        Money total,
        @Nullable String paymentId,
        @Nullable Rejection rejection,
        @Nullable String cancelReason,
        Instant placedAt,
        Instant updatedAt,
        Map<String, Link> _links) {
    /** From these the state machine leads to CANCELLED. */
    private static final Set<String> CANCELLABLE = Set.of(OrderStatus.PLACED.name(), OrderStatus.RESERVED.name(),
            OrderStatus.CONFIRMED.name());

    record Line(int number, String sku, int quantity, Money unitPrice, Money total) {}

    record Rejection(String reason, @Nullable String detail) {}

    static OrderDetail of(OrderRow row) {
        String currency = row.currency();
        return new OrderDetail(row.orderId(), row.status(), row.version(), row.customerId(), row.channel(), currency,
                row.lines().stream().map(it -> line(it, currency)).toList(), new Money(row.shippingMinor(), currency),
                new Money(row.discountMinor(), currency), new Money(row.totalMinor(), currency), row.paymentId(),
                row.rejectionReason() == null ? null : new Rejection(row.rejectionReason(), row.rejectionDetail()),
                row.cancelReason(), row.placedAt(), row.updatedAt(), links(row));
    }

    private static Line line(OrderDetailTable.Line line, String currency) {
        Money unitPrice = new Money(line.unitPriceMinor(), currency);
        return new Line(line.number(), line.sku(), line.quantity(), unitPrice, unitPrice.times(line.quantity()));
    }

    private static Map<String, Link> links(OrderRow row) {
        String self = ApiPaths.order(row.orderId());
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", Link.to(self));
        links.put("events", Link.to(self + "/events"));
        links.put("stream", Link.to(self + "/stream"));
        links.put("journey", Link.to(self + "/journey"));
        if (row.paymentId() != null) {
            links.put("payment", Link.to(self + "/payment"));
        }
        if (CANCELLABLE.contains(row.status())) {
            links.put("cancel", Link.post(self + "/cancel"));
        }
        return links;
    }
}
