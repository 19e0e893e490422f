package io.orderflow.command.seed;

import io.orderflow.command.catalogue.Product;
import io.orderflow.command.vault.PersonalData;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A data set, as it is before it becomes events.
 *
 * @param available units of each SKU that are left after everything in the history
 * @param orders in the order of their dates
 * @param linesWithoutOrder lines that the data set holds for orders that it does not hold
 */
record History(List<Product> products, Map<Sku, Integer> available, Map<CustomerId, PersonalData> customers,
        List<PastOrder> orders, int linesWithoutOrder) {
    History {
        products = List.copyOf(products);
        available = Map.copyOf(available);
        customers = Map.copyOf(customers);
        orders = List.copyOf(orders);
    }

    /** What became of an order. */
    enum Outcome {
        CONFIRMED, SHIPPED, CANCELLED
    }

    /**
     * @param lines numbered from 1, each SKU once
     * @param closedAt when it was shipped or cancelled; later than placed
     */
    record PastOrder(int number, CustomerId customer, Instant placedAt, Instant closedAt, Outcome outcome,
            List<OrderLine> lines) {
        PastOrder {
            lines = List.copyOf(lines);
        }

        boolean isCancelled() {
            return outcome == Outcome.CANCELLED;
        }
    }
}
