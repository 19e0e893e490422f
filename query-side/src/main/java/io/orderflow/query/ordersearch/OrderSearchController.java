package io.orderflow.query.ordersearch;

import io.orderflow.contract.Money;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.Accepts;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.CursorSigner;
import io.orderflow.query.http.Link;
import io.orderflow.query.http.Page;
import io.orderflow.query.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderSearchController {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;

    private final Reads reads;
    private final OrderSearchTable table;
    private final CursorSigner cursors;

    OrderSearchController(Reads reads, OrderSearchTable table, CursorSigner cursors) {
        this.reads = reads;
        this.table = table;
        this.cursors = cursors;
    }

    record OrderItem(
            String id,
            String status,
            long version,
            String customerId,
            String channel,
            Money total,
            int lineCount,
            List<String> skus,
            Instant placedAt,
            Instant updatedAt,
            Map<String, Link> _links) {}

    @GetMapping(ApiPaths.ORDERS)
    @Accepts({"status", "customer", "sku", "q", "from", "to", "minTotal", "limit", "cursor", "sort"})
    Page<OrderItem> search(HttpServletRequest request, HttpServletResponse response) {
        Parameters parameters = new Parameters(request);
        OrderFilter filter = OrderFilter.of(parameters);
        OrderSort named = parameters.optional("sort", "one of " + OrderSort.NAMES, OrderSort::named);
        OrderSort sort = named == null ? OrderSort.PLACED_AT_DESCENDING : named;
        int limit = parameters.intBetween("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        String list = "orders|" + sort + "|" + filter;
        @Nullable
        Place after = parameters.optional("cursor", "the nextCursor of this list with the same filters and sort",
                it -> Place.parse(cursors.read(list, it)));
        parameters.check();
        List<OrderRow> rows = reads.answer(QueryType.SEARCH_ORDERS, request, response,
                () -> table.find(filter, sort, after, limit + 1));
        return Page.of(rows, limit, it -> cursors.write(list, Place.of(sort, it).toString()))
            .map(OrderSearchController::item)
            .linkedFrom(request, response);
    }

    private static OrderItem item(OrderRow row) {
        return new OrderItem(row.orderId(), row.status(), row.version(), row.customerId(), row.channel(),
                new Money(row.totalMinor(), row.currency()), row.lineCount(), row.skus(), row.placedAt(),
                row.updatedAt(), Map.of("self", Link.to(ApiPaths.order(row.orderId()))));
    }
}
