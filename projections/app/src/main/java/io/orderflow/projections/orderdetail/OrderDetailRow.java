package io.orderflow.projections.orderdetail;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderEvent.OrderRejected;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.RejectionReason;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

record OrderDetailRow(
        String orderId,
        String customerId,
        String channel,
        OrderStatus status,
        String currency,
        long totalMinor,
        long shippingMinor,
        long discountMinor,
        List<LineColumn> lines,
        @Nullable String paymentId,
        @Nullable RejectionReason rejectionReason,
        @Nullable String rejectionDetail,
        @Nullable String cancelReason,
        Instant placedAt,
        Instant updatedAt,
        long version,
        long position,
        @Nullable String traceparent) implements Row {
    /** A line in the column {@code lines}; its currency is the order's. */
    record LineColumn(int number, String sku, int quantity, @JsonProperty("unitPriceMinor") long unitPriceMinor) {
        static LineColumn of(OrderLine line) {
            return new LineColumn(line.number(), line.sku().value(), line.quantity(), line.unitPrice().amountMinor());
        }
    }

    static OrderDetailRow placed(OrderPlaced event, Stamp stamp) {
        return new OrderDetailRow(event.orderId().value(), event.customerId().value(), event.channel(),
                OrderStatus.PLACED, event.total().currency(), event.total().amountMinor(),
                event.shipping().amountMinor(), event.discount().amountMinor(),
                event.lines().stream().map(LineColumn::of).toList(), null, null, null, null, stamp.occurredAt(),
                stamp.occurredAt(), stamp.version(), stamp.position(), stamp.traceparent());
    }

    OrderDetailRow moved(OrderStatus to, Stamp stamp) {
        return changed(to, paymentId, rejectionReason, rejectionDetail, cancelReason, stamp);
    }

    OrderDetailRow confirmed(OrderConfirmed event, Stamp stamp) {
        return changed(OrderStatus.CONFIRMED, event.paymentId().value(), rejectionReason, rejectionDetail,
                cancelReason, stamp);
    }

    OrderDetailRow rejected(OrderRejected event, Stamp stamp) {
        return changed(OrderStatus.REJECTED, paymentId, event.reason(), event.detail(), cancelReason, stamp);
    }

    OrderDetailRow cancelled(OrderStatus to, String reason, Stamp stamp) {
        return changed(to, paymentId, rejectionReason, rejectionDetail, reason, stamp);
    }

    private OrderDetailRow changed(OrderStatus to, @Nullable String payment, @Nullable RejectionReason reason,
            @Nullable String detail, @Nullable String cancel, Stamp stamp) {
        return new OrderDetailRow(orderId, customerId, channel, to, currency, totalMinor, shippingMinor, discountMinor,
                lines, payment, reason, detail, cancel, placedAt, stamp.occurredAt(), stamp.version(),
                stamp.position(), stamp.traceparent());
    }

    @Override
    public String key() {
        return orderId;
    }
}
