package io.orderflow.query.stock;

import static io.orderflow.query.http.JsonForms.command;
import static io.orderflow.query.http.JsonForms.link;
import static io.orderflow.query.http.JsonForms.time;

import io.orderflow.http.ApiProblem;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.Accepts;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.JsonAnswers;
import io.orderflow.query.http.SkuPaging;
import io.orderflow.query.stock.StockTable.StockRow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

@RestController
class StockController {
    private final Reads reads;
    private final StockTable table;
    private final SkuPaging paging;
    private final JsonAnswers answers;

    StockController(Reads reads, StockTable table, SkuPaging paging, JsonAnswers answers) {
        this.reads = reads;
        this.table = table;
        this.paging = paging;
        this.answers = answers;
    }

    @GetMapping(path = ApiPaths.STOCK, produces = MediaType.APPLICATION_JSON_VALUE)
    @Accepts({"limit", "cursor"})
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SkuPaging.Slice slice = paging.slice("stock", request);
        List<StockRow> rows = reads.answer(QueryType.LIST_STOCK, request, response,
                () -> table.list(slice.afterSku(), slice.limit() + 1));
        answers.page(paging.page("stock", slice, rows, StockRow::sku), StockController::write, request, response);
    }

    @GetMapping(path = ApiPaths.STOCK + "/{sku}", produces = MediaType.APPLICATION_JSON_VALUE)
    void show(@PathVariable String sku, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StockRow level = reads.answer(QueryType.SHOW_STOCK, request, response, () -> table.find(sku))
            .orElseThrow(() -> ApiProblem.notFound("the read model has no stock of this SKU"));
        answers.resource(level, level.version(), StockController::write, request, response);
    }

    private static void write(StockRow level, JsonGenerator out) {
        String self = ApiPaths.stock(level.sku());
        out.writeStartObject();
        out.writeStringProperty("sku", level.sku());
        out.writeNumberProperty("onHand", level.onHand());
        out.writeNumberProperty("reserved", level.reserved());
        out.writeNumberProperty("available", level.onHand() - level.reserved()); // what a new order can reserve
        out.writeNumberProperty("version", level.version());
        time(out, "updatedAt", level.updatedAt());
        out.writeName("_links");
        out.writeStartObject();
        link(out, "self", self);
        link(out, "product", ApiPaths.product(level.sku()));
        command(out, "receive", self + "/receive");
        command(out, "adjust", self + "/adjust");
        out.writeEndObject();
        out.writeEndObject();
    }
}
