package io.orderflow.projections.orderdetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.CancellationRequested;
import io.orderflow.contract.OrderEvent.OrderCancelled;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderRejected;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.PaymentEvent.PaymentAuthorised;
import io.orderflow.contract.PaymentEvent.PaymentCaptured;
import io.orderflow.contract.PaymentEvent.PaymentDeclined;
import io.orderflow.contract.PaymentEvent.PaymentRefunded;
import io.orderflow.contract.PaymentEvent.PaymentTimedOut;
import io.orderflow.contract.PaymentEvent.PaymentVoided;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import io.orderflow.projections.fold.ImpossibleEventException;
import io.orderflow.projections.fold.Row;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.fold.StreamTable;
import io.orderflow.projections.testing.Log;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OrderDetailTest {
    private static final OrderId ORDER = new OrderId("o-1");
    private static final PaymentId PAYMENT = new PaymentId("o-1");
    private static final Money TEN = new Money(1_000, "USD");

    @Test
    void aConfirmedOrderKnowsItsPayment() {
        OrderDetailRow row = fold(new OrderDetail(), Log.placed("o-1"), new OrderReserved(ORDER, Log.NOON),
                new OrderConfirmed(ORDER, PAYMENT, Log.NOON));

        assertThat(row.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(row.paymentId()).isEqualTo("o-1");
        assertThat(row.totalMinor()).isEqualTo(23_300);
    }

    @Test
    void aRejectedOrderKnowsWhy() {
        OrderDetailRow row = fold(new OrderDetail(), Log.placed("o-1"),
                new OrderRejected(ORDER, RejectionReason.OUT_OF_STOCK, "S24_2000: 2 asked, 1 there", Log.NOON));

        assertThat(row.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(row.rejectionReason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
        assertThat(row.rejectionDetail()).contains("2 asked");
    }

    @Test
    void aCancelGoesThroughCancelling() {
        var placed = Log.placed("o-1");
        var requested = new CancellationRequested(ORDER, "changed my mind", Log.NOON);

        assertThat(fold(new OrderDetail(), placed, requested).status()).isEqualTo(OrderStatus.CANCELLING);
        assertThat(fold(new OrderDetail(), placed, requested, new OrderCancelled(ORDER, "changed my mind", Log.NOON)))
            .extracting(OrderDetailRow::status, OrderDetailRow::cancelReason)
            .containsExactly(OrderStatus.CANCELLED, "changed my mind");
    }

    @Test
    void anOrderIsPlacedOnce() {
        assertThatThrownBy(() -> fold(new OrderDetail(), Log.placed("o-1"), Log.placed("o-1")))
            .isInstanceOf(ImpossibleEventException.class)
            .hasMessage("OrderPlaced cannot follow version 1");
    }

    @Test
    void capturesAndRefundsAddUp() {
        assertThat(fold(new OrderPayment(), new PaymentAuthorised(PAYMENT, ORDER, TEN, "auth-7", Log.NOON),
                new PaymentCaptured(PAYMENT, ORDER, TEN, Log.NOON),
                new PaymentRefunded(PAYMENT, ORDER, new Money(400, "USD"), Log.NOON)))
            .extracting(OrderPaymentRow::status, OrderPaymentRow::authorisation, OrderPaymentRow::capturedMinor,
                    OrderPaymentRow::refundedMinor)
            .containsExactly(PaymentStatus.REFUNDED, "auth-7", 1_000L, 400L);
    }

    @Test
    void aPaymentThatCameToNothingSaysWhy() {
        assertThat(
                fold(new OrderPayment(), new PaymentDeclined(PAYMENT, ORDER, TEN, "card expired", Log.NOON)).detail())
            .isEqualTo("card expired");
        assertThat(fold(new OrderPayment(), new PaymentTimedOut(PAYMENT, ORDER, TEN, 3, Log.NOON)).status())
            .isEqualTo(PaymentStatus.TIMED_OUT);
        assertThat(fold(new OrderPayment(), new PaymentAuthorised(PAYMENT, ORDER, TEN, "auth-7", Log.NOON),
                new PaymentVoided(PAYMENT, ORDER, TEN, Log.NOON))
            .status()).isEqualTo(PaymentStatus.VOIDED);
    }

    private static <R extends Row> R fold(StreamTable<R> table, DomainEvent... events) {
        R row = table.fold(null, events[0], new Stamp(1, 1, events[0].occurredAt(), null));
        for (int i = 1; i < events.length; i++) {
            row = table.fold(row, events[i], new Stamp(i + 1, i + 1, events[i].occurredAt(), null));
        }
        return Objects.requireNonNull(row);
    }
}
