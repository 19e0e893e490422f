package io.orderflow.query;

import static io.orderflow.query.SharedQuerySide.APP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            GET /api/v1/orders HTTP/9.1,        malformed-request,  400
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
    @CsvSource({"X-Long", "Consistency-Token"})
    void headerFieldsAreBounded(String name) throws IOException {
        String answer = send("GET /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + name + ": "
                + "1".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("content-type: application/problem+json");
    }

    private static String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), APP.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
