package io.orderflow.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderflow.contract.OrderStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code _links}.
 *
 * @param method null for GET
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Link(String href, @Nullable String method) {
    /** The addresses of an order, with the commands that its stage allows. */
    static Map<String, Link> ofOrder(String id, OrderStatus status) {
        String self = ApiPaths.order(id);
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", new Link(self, null));
        links.put("events", new Link(self + "/events", null));
        links.put("stream", new Link(self + "/stream", null));
        links.put("journey", new Link(self + "/journey", null));
        if (status != OrderStatus.CANCELLING && !status.isTerminal()) {
            links.put("cancel", new Link(self + "/cancel", "POST"));
        }
        return links;
    }

    static Map<String, Link> ofStock(String sku) {
        String self = ApiPaths.stock(sku);
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", new Link(self, null));
        links.put("receive", new Link(self + "/receive", "POST"));
        links.put("adjust", new Link(self + "/adjust", "POST"));
        return links;
    }
}
