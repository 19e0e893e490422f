package io.orderflow.load;

import io.orderflow.contract.Money;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An order to be placed. */
record OrderDraft(String customerId, List<Line> lines) {
    private static final JsonMapper JSON = new JsonMapper();

    record Line(Catalogue.Product product, int quantity) {
        Map<String, Object> body() {
            return Map.of("sku", product.sku(), "quantity", quantity, "unitPrice", body(product.price()));
        }

        private static Map<String, Object> body(Money money) {
            return Map.of("amountMinor", money.amountMinor(), "currency", money.currency());
        }
    }

    OrderDraft {
        lines = List.copyOf(lines);
    }

    static OrderDraft of(String customerId, Catalogue.Product product, int quantity) {
        return new OrderDraft(customerId, List.of(new Line(product, quantity)));
    }

    String json() {
        return JSON.writeValueAsString(Map.of(
                "customerId", customerId,
                "currency", lines.getFirst().product().price().currency(),
                "lines", lines.stream().map(Line::body).toList()));
    }
}
