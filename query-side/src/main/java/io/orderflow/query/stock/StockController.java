package io.orderflow.query.stock;

import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.Accepts;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.ApiProblem;
import io.orderflow.query.http.EntityTag;
import io.orderflow.query.http.Link;
import io.orderflow.query.http.Page;
import io.orderflow.query.http.SkuPaging;
import io.orderflow.query.stock.StockTable.StockRow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {
    private final Reads reads;
    private final StockTable table;
    private final SkuPaging paging;

    StockController(Reads reads, StockTable table, SkuPaging paging) {
        this.reads = reads;
        this.table = table;
        this.paging = paging;
    }

    /**
     * @param available what a new order can reserve
     */
    record StockLevel(
            String sku,
            long onHand,
            long reserved,
            long available,
            long version,
            Instant updatedAt,
            Map<String, Link> _links) {
        static StockLevel of(StockRow row) {
            String self = ApiPaths.stock(row.sku());
            return new StockLevel(row.sku(), row.onHand(), row.reserved(), row.onHand() - row.reserved(),
                    row.version(), row.updatedAt(),
                    Map.of("self", Link.to(self), "product", Link.to(ApiPaths.product(row.sku())), "receive",
                            Link.post(self + "/receive"), "adjust", Link.post(self + "/adjust")));
        }
    }

    @GetMapping(ApiPaths.STOCK)
    @Accepts({"limit", "cursor"})
    Page<StockLevel> list(HttpServletRequest request, HttpServletResponse response) {
        SkuPaging.Slice slice = paging.slice("stock", request);
        List<StockRow> rows = reads.answer(QueryType.LIST_STOCK, request, response,
                () -> table.list(slice.afterSku(), slice.limit() + 1));
        return paging.page("stock", slice, rows, StockRow::sku)
            .map(StockLevel::of)
            .linkedFrom(request, response);
    }

    @GetMapping(ApiPaths.STOCK + "/{sku}")
    ResponseEntity<StockLevel> show(@PathVariable String sku, HttpServletRequest request,
            HttpServletResponse response) {
        StockLevel level = reads.answer(QueryType.SHOW_STOCK, request, response, () -> table.find(sku))
            .map(StockLevel::of)
            .orElseThrow(() -> ApiProblem.notFound("the read model has no stock of this SKU"));
        return new EntityTag(level.version()).answer(request, response, level);
    }
}
