package io.orderflow.query;

import static io.orderflow.query.SharedQuerySide.APP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefusedByTheConnectorTest {
    @ParameterizedTest
    @CsvSource(delimiter = ',', textBlock = """
            GET /api/v1/orders?q=| HTTP/1.1,    malformed-request,  400
            GET /api/v1/stock/a%2Fb HTTP/1.1,   malformed-request,  400
            GET /api/v1/stock/a%00b HTTP/1.1,   malformed-request,  400
            GET /api/v1/orders/%zz HTTP/1.1,    malformed-request,  400
            GET /../x HTTP/1.1,                 malformed-request,  400
            GET /api/v1/orders HTTP/9.1,        http-version-not-supported, 505
            GET /api/v1/orders?q=%zz HTTP/1.1,  malformed-request,  400
            GET /api/v1/orders?q=%ff HTTP/1.1,  malformed-request,  400
            GET //api/v1/orders HTTP/1.1,       not-found,          404
            TRACE /api/v1/orders HTTP/1.1,      method-not-allowed, 405
            FOO /api/v1/orders HTTP/1.1,        method-not-allowed, 405
            """)
    void whatCannotBeReadIsAProblemToo(String requestLine, String slug, int status) throws IOException {
        String answer = send(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status)
            .containsIgnoringCase("content-type: application/problem+json");
        JsonNode problem = new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_350, 16_400, 17_000, 40_000, 200_000})
    void headerFieldsAreBounded(int bytes) throws IOException {
        assertThat(answerTo("X-Long", "1".repeat(bytes))).startsWith("HTTP/1.1 431")
            .containsIgnoringCase("content-type: application/problem+json")
            .containsIgnoringCase("trace-id: ")
            .contains("\"type\":\"/problems/header-too-large\"", "\"traceId\":\"", "\"instance\":\"");
    }

    @Test
    void aFieldOfOtherCharactersIsNamed() throws IOException {
        assertThat(answerTo("Consistency-Token", "\u00e41")).startsWith("HTTP/1.1 400")
            .contains("\"type\":\"/problems/malformed-request\"", "\"header\":\"Consistency-Token\"");
    }

    private static String answerTo(String field, String value) throws IOException {
        return send("GET /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + field + ": " + value
                + "\r\n\r\n");
    }

    private static String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), APP.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
