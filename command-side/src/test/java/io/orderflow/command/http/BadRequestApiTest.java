package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be read: each has its problem, and nothing is changed. */
class BadRequestApiTest extends ApiTest {
    private long head;

    @BeforeEach
    void rememberTheHead() {
        head = store.headPosition();
    }

    @AfterEach
    void nothingWasChanged() {
        assertThat(store.headPosition()).isEqualTo(head);
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        var answer = api().place("{\"customerId\":");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.json().path("detail").asString()).contains("line 1, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {ApiPaths.ORDERS, ApiPaths.STOCK + "/" + SKU + "/receive",
            ApiPaths.STOCK + "/" + SKU + "/adjust", ApiPaths.ORDERS + "/1/cancel"})
    void whatHasNoBodyIsRefusedWhateverTheWhiteSpace(String path) {
        for (String blank : List.of("", " ", "\t", "\n", " \r\n\t ")) {
            var answer = api().post(path, blank, "Idempotency-Key", key(), "If-Match", "*");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("malformed-request");
            assertThat(answer.json().path("detail").asString()).isEqualTo("the body is empty");
        }
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        var answer = api().place(order(1).replace("\"customerId\"", "\"discount\":1,\"customerId\""));
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.pointers()).isEqualTo("/discount");
    }

    @Test
    void aDuplicateKeyIsRefused() {
        var answer = api().place(order(1).replace("\"customerId\"", "\"customerId\":\"104\",\"customerId\""));
        assertThat(answer.problem()).isEqualTo("malformed-request");
    }

    @Test
    void whatFollowsTheBodyIsRefused() {
        assertThat(api().place(order(1) + "{}").problem()).isEqualTo("malformed-request");
    }

    @Test
    void aValueOfTheWrongKindIsRefused() {
        var answer = api().place(order(SKU, "\"1\"", 7600, "USD"));
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.pointers()).isEqualTo("/lines/0/quantity");
        assertThat(api().place(order(SKU, "1.0", 7600, "USD")).problem()).isEqualTo("malformed-request");
        assertThat(api().place(order(SKU, "null", 7600, "USD")).problem()).isEqualTo("malformed-request");
        assertThat(api().place("[]").problem()).isEqualTo("malformed-request");
    }

    @Test
    void aMissingFieldIsNamed() {
        var answer = api().place("{\"customerId\":\"103\",\"currency\":\"USD\"}");
        assertThat(answer.problem()).isEqualTo("validation-failed");
        assertThat(answer.pointers()).isEqualTo("/lines");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(api().place("[".repeat(10_000)).problem()).isEqualTo("malformed-request");
    }

    @Test
    void tooManyLinesAreRefused() {
        String line = "{\"sku\":\"S1\",\"quantity\":1,\"unitPrice\":{\"amountMinor\":1,\"currency\":\"USD\"}},";
        var answer = api().place("{\"customerId\":\"103\",\"currency\":\"USD\",\"lines\":["
                + line.repeat(101).replaceAll(",$", "") + "]}");
        assertThat(answer.problem()).isEqualTo("validation-failed");
        assertThat(answer.pointers()).isEqualTo("/lines");
    }

    @Test
    void aBodyOfTenMegabytesIsRefused() {
        var answer = api().place("x".repeat(10 * 1024 * 1024));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("payload-too-large");
    }

    @Test
    void aChunkedBodyOfUnknownLengthIsCounted() {
        byte[] body = new byte[ReceivedBody.BYTES_MAX + 1];
        var answer = api().send(api().request(ApiPaths.ORDERS)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key())
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertThat(answer.problem()).isEqualTo("payload-too-large");
    }

    @Test
    void anotherContentTypeIsRefused() {
        var answer = api().send(api().request(ApiPaths.ORDERS)
            .header("Content-Type", "text/plain")
            .header("Idempotency-Key", key())
            .POST(BodyPublishers.ofString(order(1))));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
        var untyped = api().send(api().request(ApiPaths.ORDERS).POST(BodyPublishers.ofString(order(1))));
        assertThat(untyped.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void anotherMethodIsRefusedAndTheAllowedOneIsTold() {
        var answer = api().send(api().request(ApiPaths.ORDERS)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void anAnswerThatTheClientDoesNotAcceptIsNotGiven() {
        var answer = api().post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key(), "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.problem()).isEqualTo("not-acceptable");
    }

    @Test
    void anUnknownAddressIsNotFound() {
        var answer = api().post("/api/v1/nothing", "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
        assertThat(answer.header("Trace-Id")).isNotEmpty();
    }

    @Test
    void aKeyOfOtherCharactersIsRefusedByName() throws IOException {
        for (String key : List.of("\u00e4-1", "\u00f6-1")) {
            assertThat(raw("Idempotency-Key: " + key)).startsWith("HTTP/1.1 400")
                .contains("\"type\":\"/problems/malformed-request\"", "\"header\":\"Idempotency-Key\"");
        }
    }

    @Test
    void aHeadThatIsTooLargeIsAProblemOfItsOwn() throws IOException {
        for (int bytes : new int[]{16_400, 20_000, 100_000}) {
            assertThat(raw("X-Pad: " + "x".repeat(bytes))).startsWith("HTTP/1.1 431")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/header-too-large\"", "\"traceId\":\"");
        }
    }

    private String raw(String field) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                .write(("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + field
                        + "\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anActorThatIsNoNameIsRefused() {
        var answer = api().post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key(), "X-Actor", "a b");
        assertThat(answer.problem()).isEqualTo("validation-failed");
        assertThat(answer.pointers()).isEqualTo("/X-Actor");
    }
}
