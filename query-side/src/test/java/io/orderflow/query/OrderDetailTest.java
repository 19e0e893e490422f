package io.orderflow.query;

import static io.orderflow.query.Problems.assertInvalidParameter;
import static io.orderflow.query.Problems.assertProblem;
import static io.orderflow.query.SharedQuerySide.APP;
import static io.orderflow.query.SharedQuerySide.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrderDetailTest {
    private final String id = UUID.randomUUID().toString();
    private final String path = "/api/v1/orders/" + id;

    @Test
    void showsTheOrder() {
        DATA.detailRow(id, "PLACED", 7);

        Answer answer = APP.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Cache-Control")).contains("private").contains("no-cache");
        JsonNode order = answer.json();
        assertThat(order.path("id").asString()).isEqualTo(id);
        assertThat(order.path("version").asInt()).isEqualTo(7);
        assertThat(order.path("total").toString()).isEqualTo("{\"amountMinor\":15200,\"currency\":\"EUR\"}");
        assertThat(order.path("lines").path(0).path("total").path("amountMinor").asInt()).isEqualTo(15200);
        assertThat(order.path("_links").path("self").path("href").asString()).isEqualTo(path);
        assertThat(order.has("rejection")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PLACED,true", "RESERVED,true", "CONFIRMED,true", "CANCELLING,false", "CANCELLED,false",
            "REJECTED,false"})
    void linksToTheCommandsThatTheStateAllows(String status, boolean cancellable) {
        DATA.detailRow(id, status, 1);

        JsonNode links = APP.get(path).json().path("_links");
        assertThat(links.has("cancel")).isEqualTo(cancellable);
        if (cancellable) {
            assertThat(links.path("cancel").toString())
                .isEqualTo("{\"href\":\"" + path + "/cancel\",\"method\":\"POST\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"})
    void whatTheClientHasIsNotSentAgain(String known) {
        DATA.detailRow(id, "PLACED", 7);

        Answer answer = APP.get(path, "If-None-Match", known);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.response().body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Read-Position")).isNotEmpty();
    }

    @Test
    void aNewerVersionIsSent() {
        DATA.detailRow(id, "PLACED", 7);
        DATA.detailRow(id, "RESERVED", 8);

        assertThat(APP.get(path, "If-None-Match", "\"7\"").status()).isEqualTo(200);
    }

    @Test
    void headAnswersWithoutABody() {
        DATA.detailRow(id, "PLACED", 7);

        Answer answer = APP.send("HEAD", path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.response().body()).isEmpty();
    }

    @Test
    void thePaymentHasAVersionOfItsOwn() {
        DATA.paymentRow(id);

        Answer answer = APP.get(path + "/payment");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.json().path("status").asString()).isEqualTo("AUTHORISED");
        assertThat(APP.get(path + "/payment", "If-None-Match", "\"1\"").status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events", "/journey", "/stream", "/payment"})
    void anUnknownOrderIsNotFound(String part) {
        assertProblem(APP.get(path + part), ProblemType.NOT_FOUND);
        assertProblem(APP.get("/api/v1/orders/a%20b" + part), ProblemType.NOT_FOUND);
        assertProblem(APP.get("/api/v1/orders/" + "x".repeat(3000) + part), ProblemType.NOT_FOUND);
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        Answer deleted = APP.send("DELETE", path);
        assertProblem(deleted, ProblemType.METHOD_NOT_ALLOWED);
        assertThat(deleted.header("Allow")).contains("GET");
        assertProblem(APP.get("/api/v1/nothing"), ProblemType.NOT_FOUND);
        assertProblem(APP.get(path + "/stream", "Accept", "image/png"), ProblemType.NOT_ACCEPTABLE);
        assertProblem(APP.get("/api/v1/orders", "Accept", "image/png"), ProblemType.NOT_ACCEPTABLE);
        assertInvalidParameter(APP.get(path + "?verbose=true"), "verbose");
        assertInvalidParameter(APP.get(path + "/journey?x=1"), "x");
    }

    @Test
    void everyAnswerHasItsSecurityHeaders() {
        Answer answer = APP.get(path);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
}
