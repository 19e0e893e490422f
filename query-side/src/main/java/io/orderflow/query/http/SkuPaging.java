package io.orderflow.query.http;

import io.orderflow.contract.Sku;
import io.orderflow.http.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Keyset paging of the lists that have one row a SKU and are sorted by it. */
@Component
public final class SkuPaging {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;

    private final CursorSigner cursors;

    SkuPaging(CursorSigner cursors) {
        this.cursors = cursors;
    }

    /**
     * @param afterSku empty for the beginning
     */
    public record Slice(String afterSku, int limit) {}

    /**
     * @throws ApiProblem when limit or cursor are invalid
     */
    public Slice slice(String list, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        int limit = parameters.intBetween("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        String after = parameters.optional("cursor", "the nextCursor of this list",
                it -> new Sku(cursors.read(list, it)).value());
        parameters.check();
        return new Slice(after == null ? "" : after, limit);
    }

    public <R> Page<R> page(String list, Slice slice, List<R> rows, Function<R, String> sku) {
        return Page.of(rows, slice.limit(), it -> cursors.write(list, sku.apply(it)));
    }
}
