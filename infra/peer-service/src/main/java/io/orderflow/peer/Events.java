package io.orderflow.peer;

import java.util.List;

/** What has happened. */
interface Events {
    record OrderPlaced(String orderId, String customerId, String currency, List<Line> lines, long totalMinor) {}

    record OrderConfirmed(String orderId) {}

    record OrderRejected(String orderId, String reason) {}

    record StockReceived(String sku, int quantity) {}

    record StockReserved(String sku, String orderId, int quantity) {}

    record ReservationRefused(String sku, String orderId) {}

    record ReservationReleased(String sku, String orderId, int quantity) {}

    record PaymentAuthorised(String paymentId, String orderId, long amountMinor, String currency,
            String authorisation) {}
}
