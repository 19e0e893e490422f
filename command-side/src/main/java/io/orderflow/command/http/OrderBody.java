package io.orderflow.command.http;

import io.orderflow.command.domain.Limits;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import io.orderflow.http.ApiProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code POST /orders}. Shipping and discount are the shop's to say and not the customer's: over HTTP an order
 * has none.
 */
final class OrderBody {
    private static final String CHANNEL_DEFAULT = "web";

    private record Line(@Nullable Sku sku, long quantity, @Nullable Money price) {}

    private OrderBody() {}

    /**
     * @throws ApiProblem with all findings
     */
    static PlaceOrder read(CommandBody body, OrderId orderId, Instant now) {
        var findings = new Findings();
        Fields order = body.fields(findings);
        CustomerId customer = order.text("customerId", CustomerId::new);
        Money nothing = order.text("currency", OrderBody::zero);
        String channel = order.text("channel", CHANNEL_DEFAULT);
        List<Line> lines = order.objects("lines", Limits.ORDER_LINES_MAX).stream().map(OrderBody::line).toList();
        order.end();
        findings.check();
        Money none = Objects.requireNonNull(nothing);
        return new PlaceOrder(orderId, Objects.requireNonNull(customer), channel, numbered(lines), none, none, now);
    }

    private static Line line(Fields fields) {
        Sku sku = fields.text("sku", Sku::new);
        long quantity = fields.wholeNumber("quantity", 1, Limits.LINE_QUANTITY_MAX);
        Fields price = fields.object("unitPrice");
        long amountMinor = price.wholeNumber("amountMinor", 0, Long.MAX_VALUE);
        Money zero = price.text("currency", OrderBody::zero);
        price.end();
        fields.end();
        return new Line(sku, quantity, zero == null ? null : new Money(amountMinor, zero.currency()));
    }

    private static List<OrderLine> numbered(List<Line> lines) {
        List<OrderLine> numbered = new ArrayList<>();
        for (Line line : lines) {
            numbered.add(new OrderLine(numbered.size() + 1, Objects.requireNonNull(line.sku()),
                    Math.toIntExact(line.quantity()), Objects.requireNonNull(line.price())));
        }
        return numbered;
    }

    private static Money zero(String currency) {
        try {
            return Money.zero(currency);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("is an ISO 4217 code of a currency with minor units", unknown);
        }
    }
}
