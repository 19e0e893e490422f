package io.orderflow.query.ordersearch;

import static io.orderflow.query.http.JsonForms.link;
import static io.orderflow.query.http.JsonForms.money;
import static io.orderflow.query.http.JsonForms.time;

import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.Accepts;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.CursorSigner;
import io.orderflow.query.http.JsonAnswers;
import io.orderflow.query.http.Page;
import io.orderflow.query.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

@RestController
class OrderSearchController {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;

    private final Reads reads;
    private final OrderSearchTable table;
    private final CursorSigner cursors;
    private final JsonAnswers answers;

    OrderSearchController(Reads reads, OrderSearchTable table, CursorSigner cursors, JsonAnswers answers) {
        this.reads = reads;
        this.table = table;
        this.cursors = cursors;
        this.answers = answers;
    }

    @GetMapping(path = ApiPaths.ORDERS, produces = MediaType.APPLICATION_JSON_VALUE)
    @Accepts({"status", "customer", "sku", "q", "from", "to", "minTotal", "limit", "cursor", "sort"})
    void search(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
        Page<OrderRow> page = Page.of(rows, limit, it -> cursors.write(list, Place.of(sort, it).toString()));
        answers.page(page, OrderSearchController::write, request, response);
    }

    private static void write(OrderRow order, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", order.orderId());
        out.writeStringProperty("status", order.status());
        out.writeNumberProperty("version", order.version());
        out.writeStringProperty("customerId", order.customerId());
        out.writeStringProperty("channel", order.channel());
        money(out, "total", order.totalMinor(), order.currency());
        out.writeNumberProperty("lineCount", order.lineCount());
        out.writeName("skus");
        out.writeStartArray();
        order.skus().forEach(out::writeString);
        out.writeEndArray();
        time(out, "placedAt", order.placedAt());
        time(out, "updatedAt", order.updatedAt());
        out.writeName("_links");
        out.writeStartObject();
        link(out, "self", ApiPaths.order(order.orderId()));
        out.writeEndObject();
        out.writeEndObject();
    }
}
