package io.orderflow.load;

import io.orderflow.contract.Money;
import java.util.List;

/** What can be ordered, and by whom. */
record Catalogue(List<Product> products, List<String> customerIds) {
    /** A row of the price list. */
    record Product(String sku, Money price) {}

    Catalogue {
        products = List.copyOf(products);
        customerIds = List.copyOf(customerIds);
        if (products.isEmpty()) {
            throw new UnavailableException("The price list is empty: start the system with its seed.");
        }
    }

    Product product(String sku) {
        return products.stream()
            .filter(it -> it.sku().equals(sku))
            .findFirst()
            .orElseThrow(() -> new UnavailableException("The price list has no SKU " + sku + "."));
    }
}
