package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each kind of bad input gets a precise problem document and changes nothing. */
@ExtendWith(LiveSystemExtension.class)
class BadInputIT {
    private final LiveSystem system;
    private final Api api;
    private Api.Placed order;
    private long headBefore;

    BadInputIT(LiveSystem system) {
        this.system = system;
        api = system.api();
        order = new Api.Placed("", "0");
    }

    @BeforeEach
    void anOrderAtRest() {
        order = system.confirmedOrder();
        headBefore = system.headPosition();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(system.headPosition()).isEqualTo(headBefore);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            malformed JSON      | {"customerId":"103",                                                                                             | 400 | malformed-request |
            unknown field       | {"customerId":"103","currency":"USD","colour":"red","lines":[{"sku":"S24_2000","quantity":1,"unitPrice":{"amountMinor":7600,"currency":"USD"}}]} | 400 | malformed-request | /colour
            negative quantity   | {"customerId":"103","currency":"USD","lines":[{"sku":"S24_2000","quantity":-1,"unitPrice":{"amountMinor":7600,"currency":"USD"}}]}               | 400 | validation-failed | /lines/0/quantity
            quantity over limit | {"customerId":"103","currency":"USD","lines":[{"sku":"S24_2000","quantity":10001,"unitPrice":{"amountMinor":7600,"currency":"USD"}}]}            | 400 | validation-failed | /lines/0/quantity
            unknown SKU         | {"customerId":"103","currency":"USD","lines":[{"sku":"S00_0000","quantity":1,"unitPrice":{"amountMinor":7600,"currency":"USD"}}]}                | 422 | unknown-sku       |
            currency mix        | {"customerId":"103","currency":"USD","lines":[{"sku":"S24_2000","quantity":1,"unitPrice":{"amountMinor":7600,"currency":"EUR"}}]}                | 422 | currency-mismatch |
            price of yesterday  | {"customerId":"103","currency":"USD","lines":[{"sku":"S24_2000","quantity":1,"unitPrice":{"amountMinor":7500,"currency":"USD"}}]}                | 409 | price-changed     |
            """)
    void aWrongOrderIsRefused(String what, String body, int status, String problem, String pointer) {
        HttpResponse<String> response = api.post("/api/v1/orders", body, "Idempotency-Key",
                UUID.randomUUID().toString());
        JsonNode document = assertProblem(response, status, problem);
        if (pointer != null) {
            assertThat(document.path("errors").toString()).as(what).contains("\"pointer\":\"" + pointer + "\"");
        }
    }

    @Test
    void anOrderWithoutIdempotencyKeyIsRefused() {
        assertProblem(api.post("/api/v1/orders", api.order(1)), 400, "idempotency-key-missing");
    }

    @Test
    void aBodyOfTenMegabytesIsRefused() {
        String body = "{\"customerId\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";
        assertProblem(api.post("/api/v1/orders", body, "Idempotency-Key", UUID.randomUUID().toString()), 413,
                "payload-too-large");
    }

    @Test
    void aCancelWithoutVersionIsRefused() {
        assertProblem(api.post(cancel(), "{\"reason\":\"none\"}"), 428, "precondition-required");
    }

    @Test
    void aCancelOfAStaleVersionTellsWhatHappenedSince() {
        HttpResponse<String> response = api.post(cancel(), "{\"reason\":\"none\"}", "If-Match", "\"1\"");
        JsonNode problem = assertProblem(response, 412, "version-conflict");
        assertThat(problem.path("currentVersion").asLong()).isEqualTo(3);
        assertThat(problem.toString()).contains("OrderReserved", "OrderConfirmed");
    }

    @Test
    void aWrongCursorIsRefused() {
        assertProblem(api.get("/api/v1/orders?cursor=bm90IG91cnM"), 400, "validation-failed");
    }

    private String cancel() {
        return "/api/v1/orders/" + order.id() + "/cancel";
    }

    private static JsonNode assertProblem(HttpResponse<String> response, int status, String problem) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                it -> assertThat(it).startsWith("application/problem+json"));
        JsonNode document = Api.json(response);
        assertThat(document.path("type").asString("")).endsWith("/problems/" + problem);
        assertThat(document.path("status").asInt()).isEqualTo(status);
        assertThat(document.path("title").asString("")).isNotBlank();
        assertThat(document.path("detail").asString("")).isNotBlank();
        assertThat(document.path("traceId").asString("")).matches("[0-9a-f]{32}");
        return document;
    }
}
