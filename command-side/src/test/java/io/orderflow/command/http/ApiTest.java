package io.orderflow.command.http;

import io.orderflow.command.CommandSideTest;
import io.orderflow.command.catalogue.PriceList;
import io.orderflow.command.catalogue.Product;
import io.orderflow.contract.Money;
import io.orderflow.contract.Sku;
import io.orderflow.eventstore.EventStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What all tests of the API share: a client, two products, and the head of the log. */
@CommandSideTest
abstract class ApiTest {
    static final String SKU = "S24_2000";
    static final String YEN_SKU = "J1";

    @LocalServerPort
    int port;

    @Autowired
    PriceList prices;

    @Autowired
    EventStore store;

    @BeforeEach
    void publishPrices() {
        prices.publish(List.of(product(SKU, new Money(7600, "USD")), product(YEN_SKU, new Money(500, "JPY"))));
    }

    final Api api() {
        return new Api(port);
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static Product product(String sku, Money price) {
        return new Product(new Sku(sku), "1960 BSA Gold Star DBD34", "Motorcycles", "Highway 66", "1:24", price);
    }

    static String order(int quantity) {
        return order(SKU, Integer.toString(quantity), 7600, "USD");
    }

    static String order(String sku, String quantity, long price, String currency) {
        return """
                {"customerId":"103","currency":"%s","lines":[{"sku":"%s","quantity":%s,
                 "unitPrice":{"amountMinor":%d,"currency":"%s"}}]}
                """.formatted(currency, sku, quantity, price, currency);
    }
}
