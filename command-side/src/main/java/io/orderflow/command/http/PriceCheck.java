package io.orderflow.command.http;

import io.orderflow.command.catalogue.PriceList;
import io.orderflow.command.catalogue.Product;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares the lines of an order with the price list, so that nobody pays a price that they have not seen. */
@Component
final class PriceCheck {
    private record Price(String sku, Money unitPrice) {}

    private record Priced(String pointer, OrderLine line, Product product) {}

    private final PriceList prices;

    PriceCheck(PriceList prices) {
        this.prices = prices;
    }

    /**
     * @throws ApiProblem when a SKU is unknown, else when a product has another currency, else when a price is another
     */
    void check(List<OrderLine> lines) {
        List<Priced> priced = known(lines);
        List<InvalidValue> foreign = priced.stream()
            .filter(it -> !it.line().unitPrice().currency().equals(it.product().price().currency()))
            .map(it -> InvalidValue.at(it.pointer() + "/unitPrice/currency",
                    "is " + it.product().price().currency() + ", in which the product is sold"))
            .toList();
        if (!foreign.isEmpty()) {
            throw ApiProblem.of(ProblemType.CURRENCY_MISMATCH, foreign);
        }
        List<Priced> changed = priced.stream()
            .filter(it -> !it.line().unitPrice().equals(it.product().price()))
            .toList();
        if (!changed.isEmpty()) {
            throw changed(changed);
        }
    }

    private List<Priced> known(List<OrderLine> lines) {
        List<InvalidValue> unknown = new ArrayList<>();
        List<Priced> known = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String pointer = "/lines/" + i;
            OrderLine line = lines.get(i);
            Optional<Product> product = prices.find(line.sku());
            product.ifPresentOrElse(it -> known.add(new Priced(pointer, line, it)),
                    () -> unknown.add(InvalidValue.at(pointer + "/sku", "is not in the price list")));
        }
        if (!unknown.isEmpty()) {
            throw ApiProblem.of(ProblemType.UNKNOWN_SKU, unknown);
        }
        return known;
    }

    private static ApiProblem changed(List<Priced> changed) {
        List<InvalidValue> errors = changed.stream()
            .map(it -> InvalidValue.at(it.pointer() + "/unitPrice/amountMinor",
                    "is " + it.product().price().amountMinor() + " now"))
            .toList();
        List<Price> current = changed.stream()
            .map(it -> new Price(it.line().sku().value(), it.product().price()))
            .toList();
        return ApiProblem.of(ProblemType.PRICE_CHANGED, errors).with("prices", current);
    }
}
