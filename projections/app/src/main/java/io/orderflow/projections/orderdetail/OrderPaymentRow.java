package io.orderflow.projections.orderdetail;

import io.orderflow.contract.Money;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param detail why it was declined or how often the provider was asked
 */
record OrderPaymentRow(
        String orderId,
        String paymentId,
        PaymentStatus status,
        String currency,
        long amountMinor,
        long capturedMinor,
        long refundedMinor,
        @Nullable String authorisation,
        @Nullable String detail,
        Instant updatedAt,
        long version,
        long position,
        @Nullable String traceparent) implements Row {
    static OrderPaymentRow started(PaymentEvent event, PaymentStatus status, Money amount,
            @Nullable String authorisation, @Nullable String detail, Stamp stamp) {
        return new OrderPaymentRow(event.orderId().value(), event.paymentId().value(), status, amount.currency(),
                amount.amountMinor(), 0, 0, authorisation, detail, stamp.occurredAt(), stamp.version(),
                stamp.position(), stamp.traceparent());
    }

    OrderPaymentRow moved(PaymentStatus to, long captured, long refunded, Stamp stamp) {
        return new OrderPaymentRow(orderId, paymentId, to, currency, amountMinor,
                Math.addExact(capturedMinor, captured), Math.addExact(refundedMinor, refunded), authorisation, detail,
                stamp.occurredAt(), stamp.version(), stamp.position(), stamp.traceparent());
    }

    @Override
    public String key() {
        return paymentId;
    }
}
