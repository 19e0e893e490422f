package io.orderflow.query.products;

import io.orderflow.contract.Money;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.EntityTag;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.Accepts;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.Link;
import io.orderflow.query.http.Page;
import io.orderflow.query.http.SkuPaging;
import io.orderflow.query.products.PriceListView.ProductRow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProductController {
    private final Reads reads;
    private final PriceListView priceList;
    private final SkuPaging paging;

    ProductController(Reads reads, PriceListView priceList, SkuPaging paging) {
        this.reads = reads;
        this.priceList = priceList;
        this.paging = paging;
    }

    record Product(
            String sku,
            String name,
            @Nullable String productLine,
            @Nullable String vendor,
            @Nullable String description,
            Money price,
            long version,
            Map<String, Link> _links) {
        static Product of(ProductRow row) {
            return new Product(row.sku(), row.name(), row.productLine(), row.vendor(), row.description(), row.price(),
                    row.version(),
                    Map.of("self", Link.to(ApiPaths.product(row.sku())), "stock", Link.to(ApiPaths.stock(row.sku()))));
        }
    }

    @GetMapping(ApiPaths.PRODUCTS)
    @Accepts({"limit", "cursor"})
    Page<Product> list(HttpServletRequest request, HttpServletResponse response) {
        SkuPaging.Slice slice = paging.slice("products", request);
        List<ProductRow> rows = reads.answer(QueryType.LIST_PRODUCTS, request, response,
                () -> priceList.list(slice.afterSku(), slice.limit() + 1));
        return paging.page("products", slice, rows, ProductRow::sku)
            .map(Product::of)
            .linkedFrom(request, response);
    }

    @GetMapping(ApiPaths.PRODUCTS + "/{sku}")
    @Nullable
    Product show(@PathVariable String sku, HttpServletRequest request, HttpServletResponse response) {
        Product product = reads.answer(QueryType.SHOW_PRODUCT, request, response, () -> priceList.find(sku))
            .map(Product::of)
            .orElseThrow(() -> ApiProblem.notFound("the price list has no product with this SKU"));
        return new EntityTag(product.version()).isAnswerTo(request, response) ? null : product;
    }
}
