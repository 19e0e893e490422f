package io.orderflow.query;

import static io.orderflow.query.Problems.assertInvalidParameter;
import static io.orderflow.query.Problems.assertProblem;
import static io.orderflow.query.SharedQuerySide.APP;
import static io.orderflow.query.SharedQuerySide.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StockAndProductsTest {
    @BeforeAll
    static void fill() {
        for (int i = 0; i < 5; i++) {
            DATA.stockRow("S24_200" + i, 15, 4, 7 + i);
            DATA.productRow("S24_200" + i, 7600);
        }
    }

    @Test
    void stockTellsWhatIsAvailable() {
        Answer answer = APP.get("/api/v1/stock/S24_2000");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        JsonNode stock = answer.json();
        assertThat(stock.path("onHand").asInt()).isEqualTo(15);
        assertThat(stock.path("reserved").asInt()).isEqualTo(4);
        assertThat(stock.path("available").asInt()).isEqualTo(11);
        assertThat(stock.at("/_links/adjust/method").asString()).isEqualTo("POST");
        assertThat(APP.get("/api/v1/stock/S24_2000", "If-None-Match", "\"7\"").status()).isEqualTo(304);
    }

    @Test
    void aProductHasItsPrice() {
        JsonNode product = APP.get("/api/v1/products/S24_2000").json();
        assertThat(product.path("price").toString()).isEqualTo("{\"amountMinor\":7600,\"currency\":\"USD\"}");
        assertThat(product.at("/_links/stock/href").asString()).isEqualTo("/api/v1/stock/S24_2000");
        assertThat(product.has("vendor")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/stock", "/api/v1/products"})
    void listsComeInPagesBySku(String list) {
        List<String> skus = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = APP.get(list + "?limit=2" + cursor).json();
            page.path("items").forEach(it -> skus.add(it.path("sku").asString()));
            cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(skus).containsExactly("S24_2000", "S24_2001", "S24_2002", "S24_2003", "S24_2004");
        assertInvalidParameter(APP.get(list + "?limit=500"), "limit");
        assertInvalidParameter(APP.get(list + "?sort=sku"), "sort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/stock/none", "/api/v1/products/none", "/api/v1/stock/a%20b"})
    void anUnknownSkuIsNotFound(String path) {
        assertProblem(APP.get(path), ProblemType.NOT_FOUND);
    }
}
