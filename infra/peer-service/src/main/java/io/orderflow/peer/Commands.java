package io.orderflow.peer;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What the aggregates are asked to do. */
interface Commands {
    record PlaceOrder(@TargetAggregateIdentifier String orderId, String customerId, String currency,
            List<Line> lines) {}

    record ConfirmOrder(@TargetAggregateIdentifier String orderId) {}

    record RejectOrder(@TargetAggregateIdentifier String orderId, String reason) {}

    record ReceiveStock(@TargetAggregateIdentifier String sku, int quantity) {}

    record ReserveStock(@TargetAggregateIdentifier String sku, String orderId, int quantity) {}

    record ReleaseStock(@TargetAggregateIdentifier String sku, String orderId) {}

    record RecordAuthorisation(@TargetAggregateIdentifier String paymentId, String orderId, long amountMinor,
            String currency, String authorisation) {}
}
